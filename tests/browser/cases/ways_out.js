// Tries to reach `address` in every way a page has, then marks the document once all attempts had their time.
const [address] = arguments;
const attempt = (action) => {
  try {
    action();
  } catch {
    // Refused at once, which is as good as refused later.
  }
};
attempt(() => void window.fetch(`${address}/fetch`, { mode: "no-cors" }).catch(() => {}));
attempt(() => {
  const request = new XMLHttpRequest();
  request.open("GET", `${address}/request`);
  request.send();
});
attempt(() => navigator.sendBeacon(`${address}/beacon`, "x"));
attempt(() => new WebSocket(`${address.replace("http", "ws")}/socket`));
attempt(() => new EventSource(`${address}/events`));
attempt(() => {
  const image = document.createElement("img");
  image.src = `${address}/image`;
  document.body.append(image);
});
attempt(() => {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${address}/style`;
  document.head.append(style);
});
attempt(() => {
  const script = document.createElement("script");
  script.src = `${address}/script`;
  document.head.append(script);
});
attempt(() => {
  const frame = document.createElement("iframe");
  frame.src = `${address}/frame`;
  document.body.append(frame);
});
attempt(() => {
  // A server that relays between peers is spoken to over TCP, so the listener would see it.
  const peer = new RTCPeerConnection({
    iceServers: [{ urls: `turn:${address.replace("http://", "")}?transport=tcp`, username: "x", credential: "x" }],
  });
  peer.createDataChannel("way out");
  void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
});
attempt(() => {
  const form = document.createElement("form");
  form.action = `${address}/form`;
  form.target = "elsewhere";
  document.body.append(form);
  form.submit();
});
attempt(() => {
  const source = `fetch("${address}/worker", { mode: "no-cors" }).catch(() => {}).then(() => postMessage("done"));`;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onmessage = () => {
    window.setTimeout(() => {
      document.documentElement.dataset.attempts = "over";
    }, 500);
  };
});
