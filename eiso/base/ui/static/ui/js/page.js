// Small helps on top of pages that work without them: first wrong field, one submit,
// closing of drop-downs, submit on change, show password.
"use strict";
(function () {
  function ready(root) {
    var first = root.querySelector("[data-focus]");
    if (first) {
      var field = root.querySelector("[aria-invalid=true]");
      (field || first).focus();
    }
    root.querySelectorAll("[data-eye]").forEach(function (button) {
      button.hidden = false;
    });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 4000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && event.target.closest("[data-autosubmit]")) form.requestSubmit();
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.drop[open]").forEach(function (open) {
      if (!open.contains(event.target)) open.open = false;
    });
    var eye = event.target.closest("[data-eye]");
    if (eye) {
      var input = document.getElementById(eye.dataset.eye);
      var shown = input.type === "text";
      input.type = shown ? "password" : "text";
      eye.textContent = shown ? eye.dataset.show : eye.dataset.hide;
      eye.setAttribute("aria-pressed", String(!shown));
      input.focus();
    }
  });
  // Five minutes before the session ends, say so; one click keeps it (WCAG 2.2.1).
  function watchIdle() {
    var warning = document.getElementById("idle-warning");
    if (!warning) return;
    setTimeout(function () {
      var place = document.getElementById("messages");
      var shown = document.createElement("div");
      shown.append(warning.content.cloneNode(true));
      place.prepend(shown);
      shown.querySelector("button").addEventListener("click", function () {
        fetch(warning.dataset.stay, { headers: { "HX-Request": "true" } }).then(function () {
          shown.remove();
          watchIdle();
        });
      });
    }, (Number(warning.dataset.seconds) - 300) * 1000);
  }
  watchIdle();
  document.addEventListener("htmx:afterSwap", function (event) { ready(event.target); });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", function () { ready(document); });
  } else {
    ready(document);
  }
})();
