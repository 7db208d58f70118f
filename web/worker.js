// What a worker runs after the glue: its first message is the compiled module; the Rust side listens from then on.
onmessage = (first) => {
  onmessage = null;
  wasm_bindgen.initSync({ module: first.data });
};
