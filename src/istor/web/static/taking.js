// Pictures as files: what the page draws, put together as one SVG with its looks written into it, or that as a PNG.

const SVG = "http://www.w3.org/2000/svg";
const PARTS = ".picture, svg.network, svg.map, svg.amounts, .spans, .legend";
const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap", "opacity",
  "font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "paint-order",
  "vector-effect",
]; // prettier-ignore
const LEFT_OUT = /^(class|style|href|tabindex|role|width|height|aria-.*|data-.*)$/;
const MARGIN = 16;
const SHARPER = 2; // points of a PNG for each of the page

function made(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}

function looked(from, to) {
  const style = getComputedStyle(from);
  for (const look of LOOKS) to.setAttribute(look, style.getPropertyValue(look));
  return to;
}

/** A drawn element with its looks as attributes; links become groups, since the file leads nowhere. */
function copied(element) {
  if (element.localName === "title") return element.cloneNode(true);
  const style = getComputedStyle(element);
  if (element.localName !== "defs" && (style.display === "none" || style.visibility === "hidden")) return null;
  const copy = looked(element, made(element.localName === "a" ? "g" : element.localName, {}));
  for (const { name, value } of element.attributes)
    if (!LEFT_OUT.test(name) || (/^(width|height)$/.test(name) && element.localName !== "a")) copy.setAttribute(name, value);
  for (const child of element.childNodes) {
    const own = child.nodeType === Node.TEXT_NODE ? child.cloneNode() : child.nodeType === 1 ? copied(child) : null;
    if (own) copy.append(own);
  }
  return copy;
}

/** What of a part is HTML: surfaces with a colour, and each word where it stands. */
function* told(part, at) {
  for (const element of [part, ...part.querySelectorAll("*")]) {
    if (element.closest("svg") || getComputedStyle(element).display === "none") continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor))
      yield made("rect", { ...at(box), width: box.width, height: box.height, fill: style.backgroundColor });
    if (parseFloat(style.borderTopWidth))
      yield made("rect", { ...at(box), width: box.width, height: style.borderTopWidth, fill: style.borderTopColor });
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) yield* written(node, style, at);
  }
}

/** The words of a text, line by line: as wide as they are here, whatever fonts there are where the file is opened. */
function* written(node, style, at) {
  const lines = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (line && Math.abs(line.top - box.top) < 2) Object.assign(line, { right: box.right, text: `${line.text} ${word}` });
    else if (box.width) lines.push({ left: box.left, top: box.top, right: box.right, height: box.height, text: word });
  }
  const looks = { "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight };
  for (const line of lines) {
    const { x, y } = at(line);
    const baseline = y + line.height / 2 + 0.36 * parseFloat(style.fontSize);
    const fitted = { textLength: line.right - line.left, lengthAdjust: "spacingAndGlyphs" };
    yield made("text", { x, y: baseline, fill: style.color, ...fitted, ...looks }, line.text);
  }
}

/** The parts of a scope as one SVG; its title and where it is from stand in it. */
function drawing(scope) {
  const parts = [...scope.querySelectorAll(PARTS)].filter((part) => !part.parentElement.closest(PARTS));
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((b) => b.left)) - MARGIN, Math.min(...boxes.map((b) => b.top)) - MARGIN];
  const width = Math.ceil(Math.max(...boxes.map((b) => b.right)) - left + MARGIN);
  const height = Math.ceil(Math.max(...boxes.map((b) => b.bottom)) - top + MARGIN);
  const at = (box) => ({ x: box.left - left, y: box.top - top });
  const root = made("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  root.append(made("title", {}, document.title), made("desc", {}, decodeURI(location.href)));
  root.append(made("rect", { width, height, fill: getComputedStyle(document.body).backgroundColor }));
  for (const part of parts) {
    if (!(part instanceof SVGElement)) root.append(...told(part, at));
    const drawn = part instanceof SVGElement ? [part] : part.querySelectorAll("svg");
    for (const svg of [...drawn].filter((each) => !each.parentElement.closest("svg"))) {
      const box = svg.getBoundingClientRect();
      const copy = box.width ? copied(svg) : null;
      if (!copy) continue;
      for (const [key, value] of Object.entries({ ...at(box), width: box.width, height: box.height }))
        copy.setAttribute(key, value);
      root.append(copy);
    }
  }
  return root;
}

function kept(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function asPng(svg, blob) {
  const [width, height] = ["width", "height"].map((side) => SHARPER * svg.getAttribute(side));
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** The picture beside an offer as a file: "svg" or "png". */
export async function take(offer, as) {
  const svg = drawing(offer.parentElement);
  const blob = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  kept(as === "png" ? await asPng(svg, blob) : blob, `istor-${offer.dataset.name}.${as}`);
}
