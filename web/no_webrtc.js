// The first script of the page. The policy forbids every request, but browsers do not count connections between peers
// as requests. The page needs none, so nothing that runs after this finds a way to begin one.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"]) {
  delete globalThis[name];
}
