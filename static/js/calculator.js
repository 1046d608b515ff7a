// Names the question after the chosen limit before it is sent; the server does the same without this file.
(function () {
  "use strict";
  var rule = document.getElementById("f-rule");
  var start = document.getElementById("f-from");
  var label = document.querySelector("label[for='f-from']");
  if (!rule || !start || !label) return;
  rule.addEventListener("change", function () {
    var option = rule.options[rule.selectedIndex];
    label.textContent = option.getAttribute("data-anchor");
    if (start.type === "text") return;
    var day = start.value.slice(0, 10);
    var withTime = option.hasAttribute("data-time");
    start.type = withTime ? "datetime-local" : "date";
    start.value = withTime && day ? day + "T09:00" : day;
  });
})();
