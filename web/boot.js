// Starts the page: unpacks the wasm, compiles it once, and says in plain words when a browser cannot run it.
(async () => {
  "use strict";

  // A module whose only function returns a vector: a browser without wasm SIMD finds it invalid.
  const simdProbe = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11];

  const missing = () => {
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (!WebAssembly.validate(new Uint8Array(simdProbe))) return "WebAssembly SIMD";
    if (typeof DecompressionStream !== "function") return "DecompressionStream";
    if (typeof Worker !== "function") return "Web Workers";
    if (!CSS.supports("color", "light-dark(#000, #fff)")) return "the light-dark() colours of its styles";
    return null;
  };

  const fail = (message) => {
    const paragraph = document.createElement("p");
    paragraph.className = "start";
    paragraph.setAttribute("role", "alert");
    paragraph.textContent = message;
    document.getElementById("app").replaceChildren(paragraph);
  };

  const bytesOf = (base64) =>
    Uint8Array.fromBase64
      ? Uint8Array.fromBase64(base64)
      : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

  // Compiled while it is still being unpacked.
  const compile = (base64) => {
    const unpacked = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compileStreaming(new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }));
  };

  // The workers' script is the glue and the few lines after it. Its address is never revoked: a worker may be wanted again
  // at any time. The first worker starts while the wasm is compiled; one that fails is left for the page to start again,
  // which then says why.
  const startWorker = () => {
    const parts = ["glue", "worker"].map((id) => document.getElementById(id).textContent);
    const workers = { address: URL.createObjectURL(new Blob(parts, { type: "text/javascript" })), first: null };
    globalThis.signscopeWorkers = workers;
    try {
      workers.first = new Worker(workers.address);
      workers.first.onerror = () => (workers.first = null);
    } catch {
      workers.first = null;
    }
  };

  const feature = missing();
  if (feature) {
    fail(`This browser is too old for Signscope: it lacks ${feature}. Chrome or Edge 123, Firefox 120, Safari 17.5 or anything newer works.`);
    return;
  }
  try {
    const element = document.getElementById("wasm");
    const compiling = compile(element.textContent);
    startWorker();
    const module = await compiling;
    performance.mark("signscope: compiled");
    element.remove();
    wasm_bindgen.initSync({ module });
  } catch (error) {
    fail(`Signscope could not start: ${error}. If the file was downloaded, it may be incomplete; please download it again.`);
  }
})();
