// Copies the reference with one press where the browser allows it; without script the text is selected by hand.
(function () {
  "use strict";
  var button = document.querySelector("button[data-copy]");
  if (!button || !navigator.clipboard) return;
  var said = document.getElementById("copied");
  button.hidden = false;
  button.addEventListener("click", function () {
    var text = document.getElementById(button.dataset.copy).textContent.trim();
    navigator.clipboard.writeText(text).then(
      function () { said.textContent = "已经复制"; },
      function () { said.textContent = "浏览器不让复制，请选中上面的文字"; }
    );
  });
})();
