// The lowest contrast (WCAG 2.2) of a page: of text with what is behind it, and of borders that mean something.
() => {
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const found = { text: [], border: [] };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    found.text.push([ratio(parse(getComputedStyle(element).color), behind(element)), walker.currentNode.data.trim()]);
  }
  for (const element of document.querySelectorAll(".box:not(.key-points), .band, .states, .state, input, .names a")) {
    if (!element.getClientRects().length) continue;
    const border = parse(getComputedStyle(element).borderTopColor);
    found.border.push([ratio(border, behind(element.parentElement)), element.className]);
  }
  const lowest = (pairs) => pairs.sort((a, b) => a[0] - b[0])[0];
  return { text: lowest(found.text), border: lowest(found.border) };
}
