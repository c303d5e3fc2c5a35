// Shortcuts. Letters act only when no field has focus and can be switched off (WCAG 2.1.4);
// every one repeats a link or button that is on the page.
"use strict";
(function () {
  function typing(el) {
    return el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
  }
  function name(event) {
    var parts = [];
    if (event.ctrlKey) parts.push("Ctrl");
    if (event.altKey) parts.push("Alt");
    parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
    return parts.join("+");
  }
  function row(step) {
    var links = Array.prototype.slice.call(document.querySelectorAll("a.row-link"));
    if (!links.length) return false;
    var at = links.indexOf(document.activeElement);
    var next = links[Math.max(0, Math.min(links.length - 1, at + step))];
    next.focus();
    return true;
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.metaKey || event.defaultPrevented) return;
    var key = name(event);
    var letter = !event.ctrlKey && !event.altKey && event.key.length === 1;
    if (letter && (document.body.dataset.keys !== "on" || typing(document.activeElement))) return;
    if (key === "Escape") {
      document.querySelectorAll("details.drop[open]").forEach(function (open) {
        open.open = false;
        open.querySelector("summary").focus();
      });
      return;
    }
    var wanted = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
    var focus = document.querySelector('[data-key-focus="' + CSS.escape(key) + '"]');
    if (key === "J" || key === "K") {
      if (row(key === "J" ? 1 : -1)) event.preventDefault();
    } else if (focus) {
      event.preventDefault();
      focus.focus();
      if (focus.select) focus.select();
    } else if (wanted) {
      event.preventDefault();
      wanted.click();
    } else if (key === "?") {
      var help = document.body.dataset.keysHelp;
      if (help) window.location.assign(help);
    }
  });
})();
