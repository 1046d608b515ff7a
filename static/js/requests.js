// The form without this file works the same; with it, what was typed stays on this device until it is sent.
(function () {
  "use strict";
  var KEY = "mingzheng-application";
  var DAYS = 7;
  var NEVER_KEPT = ["identity_number", "agent_identity", "csrfmiddlewaretoken", "token", "website", "step", "go"];

  function store() {
    try { return window.localStorage; } catch (error) { return null; }
  }

  function draft() {
    var kept = store();
    var found;
    try { found = JSON.parse(kept.getItem(KEY)); } catch (error) { return null; }
    if (!found || !found.fields || Date.now() - found.at > DAYS * 86400000) return null;
    return found;
  }

  function forget() {
    var kept = store();
    if (kept) kept.removeItem(KEY);
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function keep(form) {
    var kept = store();
    if (!kept) return;
    var fields = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || field.type === "file" || field.type === "submit" || NEVER_KEPT.indexOf(field.name) >= 0) return;
      if (field.type === "radio" && !field.checked) return;
      fields[field.name] = field.value;
    });
    var step = form.elements.step.value;
    try { kept.setItem(KEY, JSON.stringify({ at: Date.now(), step: step, fields: fields })); } catch (error) { return; }
  }

  function resume(form, found) {
    Object.keys(found.fields).forEach(function (name) {
      var present = form.querySelector("[name='" + name.replace(/[^\w-]/g, "") + "']");
      var field = present && present.type !== "radio" ? present : document.createElement("input");
      if (field !== present) {
        field.type = "hidden";
        field.name = name;
        form.appendChild(field);
      }
      field.value = found.fields[name];
    });
    var go = document.createElement("input");
    go.type = "hidden";
    go.name = "go";
    go.value = "to:" + found.step;
    form.appendChild(go);
    form.submit();
  }

  function offer(form) {
    var box = document.querySelector("[data-draft]");
    var found = draft();
    if (!box || !found || !Object.keys(found.fields).some(function (name) { return found.fields[name]; })) return false;
    var day = new Date(found.at);
    box.querySelector("[data-draft-when]").textContent = "，" + (day.getMonth() + 1) + "月" + day.getDate() + "日填到一半。";
    box.hidden = false;
    box.querySelector("[data-draft-resume]").addEventListener("click", function () { resume(form, found); });
    return true;
  }

  function count(area) {
    var said = document.getElementById(area.id + "-c");
    function show() { said.textContent = "已写" + area.value.trim().length + "字，最多" + area.dataset.most + "字"; }
    area.addEventListener("input", show);
    show();
  }

  // While the first thing is being described, what is public already comes beside it.
  function look(form) {
    var area = document.getElementById("f-items-0-text");
    var place = document.querySelector("[data-found]");
    if (!area || !place || !window.fetch) return;
    var asked = area.value.trim();
    area.addEventListener("change", function () {
      var text = area.value.trim();
      if (text.length < 4 || text === asked) return;
      asked = text;
      var body = new URLSearchParams();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.append("text", text);
      fetch(form.action + "look/", { method: "POST", body: body, credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.text() : "";
      }).then(function (html) {
        if (html && area.value.trim() === text) place.innerHTML = html;
      }).catch(function () { place.textContent = ""; });
    });
  }

  function once(form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      var pressed = event.submitter && event.submitter.value;
      if (pressed !== "send") { if (pressed !== "docx" && pressed !== "pdf") keep(form); return; }
      if (sent) event.preventDefault();
      sent = true;
      window.setTimeout(function () { sent = false; }, 10000);
    });
  }

  each("[data-no-script]", function (part) { part.hidden = true; });
  each("[data-with-script]", function (part) { part.hidden = false; });
  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  each("[data-draft-clear]", function (button) {
    button.addEventListener("click", function () {
      forget();
      each("[data-draft]", function (box) { box.hidden = true; });
      button.textContent = "草稿已清除";
    });
  });
  if (document.querySelector("[data-sent]")) forget();
  each("textarea[data-most]", count);
  each("form[data-application]", function (form) {
    var waiting = offer(form);
    if (!waiting && form.elements.step.value !== "organ") keep(form);
    form.addEventListener("input", function () { keep(form); });
    once(form);
    look(form);
  });
})();
