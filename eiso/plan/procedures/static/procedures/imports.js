// J / K walk over the doubts; the page works the same without this file.
"use strict";
(function () {
  var doubts = Array.prototype.slice.call(document.querySelectorAll("[data-doubt]"));
  var hint = document.querySelector(".import-keys");
  if (!doubts.length) return;
  if (hint) hint.hidden = false;
  var at = doubts.findIndex(function (one) { return "#" + one.id === location.hash; });
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    var key = event.key.toLowerCase();
    if (key !== "j" && key !== "k") return;
    at = Math.max(0, Math.min(doubts.length - 1, at + (key === "j" ? 1 : -1)));
    doubts.forEach(function (one, index) { one.classList.toggle("at", index === at); });
    doubts[at].scrollIntoView({ block: "nearest" });
    var first = doubts[at].querySelector("a, input:not([type=hidden]), summary");
    if (first) first.focus({ preventScroll: true });
    event.preventDefault();
  });
})();
