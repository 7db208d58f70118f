// Resolves once an element stands where it stood a few frames before.
const [element] = arguments;
const place = () => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].join();
};
return new Promise((done) => {
  const look = (before) => {
    const now = place();
    if (now === before) done();
    else setTimeout(look, 50, now);
  };
  look();
});
