// Reads a file and does nothing with it, or gives it to JSON.parse: in a worker, under the policy of the page.
const [input, way] = arguments;

const read = async (file, way) => {
  const start = performance.now();
  let bytes = 0;
  if (way === "stream") {
    const reader = file.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.byteLength;
  } else if (way === "slices") {
    const most = 64 << 20;
    while (bytes < file.size) bytes += (await file.slice(bytes, bytes + most).arrayBuffer()).byteLength;
  } else {
    const records = JSON.parse(await file.text()).length;
    return { millis: performance.now() - start, records };
  }
  if (bytes !== file.size) throw new Error(`read ${bytes} bytes of ${file.size}`);
  return { millis: performance.now() - start };
};

const script = `onmessage = async ({ data: [file, way] }) => {
  try { postMessage(await (${read})(file, way)); } catch (error) { postMessage({ error: String(error) }); }
};`;

const file = input.files[0];
return new Promise((resolve, reject) => {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({ data }) => {
    worker.terminate();
    data.error ? reject(new Error(data.error)) : resolve(data);
  };
  worker.postMessage([file, way]);
});
