// Runs in every document before anything else: what attacks call, and what the policy refuses.
for (const name of ["alert", "confirm", "prompt", "msgbox"]) {
  window[name] = (...words) => window.noteRun(`${name} ${words}`);
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
