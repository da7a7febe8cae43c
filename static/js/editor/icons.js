// The drawings on the tools: lines in a square of sixteen.

const SVG = "http://www.w3.org/2000/svg";
const LINES = {
  bold: "M4.5 3h4a2.5 2.5 0 0 1 0 5h-4zM4.5 8h5a2.5 2.5 0 0 1 0 5h-5z",
  italic: "M6.5 3h5M4.5 13h5M9.5 3l-3 10",
  link: "M6.7 9.3a2.7 2.7 0 0 0 3.8 0L12.8 7A2.7 2.7 0 0 0 9 3.2l-.9.9M9.3 6.7a2.7 2.7 0 0 0-3.8 0L3.2 9A2.7 2.7 0 0 0 7 12.8l.9-.9",
  heading: "M3.5 3v10M12.5 3v10M3.5 8h9",
  quote: "M3 3v10M6.5 4.5h7M6.5 8h7M6.5 11.5h5",
  list: "M6 4h8M6 8h8M6 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
  code: "m5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
  maths: "M12 4.8V3H4l4.5 5L4 13h8v-1.8",
  footnote: "M2.5 5h5M2.5 8.5h8M2.5 12h11M11 3.5 12.5 2.3v4.2",
  box: "M2 3h12v10H2zM5.5 6.8 8 9.3l2.5-2.5",
  picture: "M2 3h12v10H2zM2 11.5l3.5-4 3 3.2 2-2 3.5 3.3M10.8 5.8h.1",
  preview: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  help: "M5.2 5.6a2.9 2.9 0 1 1 4.4 2.5C8.5 8.9 8 9.3 8 10.5M8 13.4v.1",
  full: "M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9.5 6.5M2.5 13.5l4-4",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", LINES[name]);
  svg.append(path);
  return svg;
}
