// The provider's own pages, as a person meets them: sign in, allow, sign out, and plain messages.
const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

const page = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(title)}</title></head><body><main><h1>${safe(title)}</h1>${body}</main></body></html>`;

export const messagePage = (title, why = '') => page(title, `<p>${safe(why)}</p>`);

export const loginPage = (name, fault) => page('Sign in at the test provider', `
<form method="post" autocomplete="off">
<p role="alert">${safe(fault)}</p>
<p><label>Name <input name="name" required value="${safe(name)}"></label></p>
<p><label>Password <input name="password" type="password" required></label></p>
<p><button type="submit">Sign in</button></p>
</form>`);

export const consentPage = (told) => page('May the dashboard know who you are?', `
<p>It will be told: ${safe(told.join(', '))}.</p>
<form method="post">
<button type="submit" name="answer" value="allow">Allow</button>
<button type="submit" name="answer" value="refuse">Refuse</button>
</form>`);

// The form that ends the session is the provider's, with its secret; the buttons belong to it by its name.
export const signOutPage = (form) => page('Sign out at the test provider?', `${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>`);
