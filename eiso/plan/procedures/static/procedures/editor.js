// Keys of the steps table: Alt+Enter adds after the row with the focus, Alt+↑/↓ moves it,
// Ctrl+Z outside a field undoes the last saved edit. Each presses a button of the page.
"use strict";
(function () {
  function form() { return document.querySelector("[data-editor]"); }
  function row() {
    var el = document.activeElement && document.activeElement.closest("tr");
    if (el && el.classList.contains("step-more-row")) el = el.previousElementSibling;
    return el && el.dataset.step ? el : null;
  }
  function press(act) {
    var at = row();
    var button = at && at.querySelector('[data-act="' + act + '"]');
    if (!button && act === "add") button = document.querySelector("[data-add-last]");
    if (button) button.click();
    return Boolean(button);
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || !form()) return;
    var acts = { Enter: "add", ArrowUp: "up", ArrowDown: "down" };
    if (event.altKey && !event.ctrlKey && acts[event.key]) {
      if (press(acts[event.key])) event.preventDefault();
      return;
    }
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.ctrlKey && event.key.toLowerCase() === "z" && !typing) {
      var undo = document.querySelector('[form="undo-form"]');
      if (undo) { event.preventDefault(); undo.click(); }
      return;
    }
    // Enter in a cell saves and stays; it must not press the first button of the table.
    if (event.key === "Enter" && !event.ctrlKey && !event.altKey && !event.shiftKey &&
        document.activeElement.form === form() && document.activeElement.tagName === "INPUT") {
      event.preventDefault();
      var fields = Array.prototype.slice.call(form().querySelectorAll(".limit-cell input"));
      var next = fields[fields.indexOf(document.activeElement) + 1];
      (next || document.activeElement).blur();
      if (next) next.focus();
    }
  });
  // After a button the page comes back at its step: the next letter belongs in its title.
  // Not before the load: the browser's own jump to the fragment takes the focus away.
  window.addEventListener("load", function () {
    var at = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var title = at && form() && at.querySelector("textarea");
    if (title) title.focus();
  });
  // An autosave on its way and a button pressed meanwhile would meet as two editors.
  var waiting = null;
  document.addEventListener("submit", function (event) {
    var at = form();
    if (!at || event.target.method !== "post" || !at.classList.contains("htmx-request")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form: event.target, button: event.submitter };
  }, true);
  document.addEventListener("htmx:afterSettle", function () {
    document.querySelectorAll("[data-version]").forEach(function (input) {
      var fresh = document.getElementById("version");
      if (fresh) input.value = fresh.value;
    });
    if (waiting) {
      var next = waiting;
      waiting = null;
      next.form.requestSubmit(next.button || undefined);
    }
  });
})();
