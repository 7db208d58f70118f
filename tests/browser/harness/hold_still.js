// Resolves once an element is in view and stands where it stood a few frames before. Drivers bring it into view too, but
// not all of them wait until what moves with it stands still.
const [element] = arguments;
element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
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
