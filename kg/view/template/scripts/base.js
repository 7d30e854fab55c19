"use strict";

/* Everything of the page lives in this one object; each file adds one part to it. */
const kg = {};

kg.dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** Find an element by its id. */
  const find = (id) => document.getElementById(id);

  /** Make an element. Texts from pages only ever become text nodes and attribute values, never markup. */
  function make(tag, options = {}, ...children) {
    const element = document.createElement(tag);
    dress(element, options);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function dress(element, options) {
    for (const [name, value] of Object.entries(options)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") element.textContent = value;
      else if (name === "on") listen(element, value);
      else if (name === "data") Object.assign(element.dataset, value);
      else if (name === "style") setStyle(element, value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
  }

  function listen(element, handlers) {
    for (const [event, handler] of Object.entries(handlers)) element.addEventListener(event, handler);
  }

  /* Style attributes are forbidden by the page's policy; properties are not. */
  function setStyle(element, properties) {
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
  }

  function makeSvg(tag, attributes = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  }

  /** A name of a thing: kept from turning the direction of what stands around it. */
  function makeName(text, options = {}) {
    return make("bdi", { class: "name", ...options, text });
  }

  function fill(element, ...children) {
    element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
  }

  function readJson(id) {
    return JSON.parse(find(id).textContent);
  }

  return { find, make, makeSvg, makeName, fill, readJson, listen, SVG };
})();
