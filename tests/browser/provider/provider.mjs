// A real OpenID provider (certified: oidc-provider) for the browser tests, with invented accounts.
//
// Environment: PROVIDER_ACCOUNTS, a JSON file {name: {password, claims}}, read anew at every question;
// PROVIDER_INITIAL_TOKEN, which a dashboard under test shows when it registers itself as a client (RFC 7591).
// Listens on a free port of 127.0.0.1 and prints one line, {"issuer": "..."}, when it does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes } from 'node:crypto';

import Provider, { interactionPolicy } from 'oidc-provider';

import { consentPage, loginPage, messagePage, signOutPage } from './pages.mjs';

const TOLD = ['email', 'name', 'preferred_username', 'groups', 'roles'];
const LIFETIME = 'id_token_lifetime';

const accounts = () => JSON.parse(readFileSync(process.env.PROVIDER_ACCOUNTS, 'utf8'));

async function findAccount(ctx, name) {
  const account = accounts()[name];
  return account && { accountId: name, claims: async () => ({ ...account.claims, sub: name }) };
}

// What Streamlit asks for of itself is prompt=select_account; the provider must know that question.
function questions() {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' };
}

const html = (ctx, page) => {
  ctx.type = 'html';
  ctx.body = page;
};

function configuration() {
  return {
    findAccount,
    // Streamlit shows what the id token says and asks nothing else, so everything has to stand in it.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'groups', 'roles'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    scopes: ['openid', 'profile', 'email'],
    pkce: { required: () => true },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    clientBasedCORS: () => false,
    // A dashboard may ask for id tokens that live short, to see what happens when they end.
    extraClientMetadata: { properties: [LIFETIME] },
    ttl: {
      AccessToken: 3600, AuthorizationCode: 60, Grant: 86400, Interaction: 600, Session: 86400,
      IdToken: (ctx, token, client) => client[LIFETIME] ?? 3600,
    },
    interactions: { policy: questions(), url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true, initialAccessToken: process.env.PROVIDER_INITIAL_TOKEN },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => html(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => html(ctx, messagePage('You are signed out')),
      },
    },
    renderError: (ctx, out) => html(ctx, messagePage('The provider refuses', Object.values(out).join(': '))),
  };
}

async function form(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

function answer(response, status, page) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(page);
}

async function signIn(provider, request, response, sent) {
  const name = sent.get('name') ?? '';
  if (accounts()[name]?.password !== sent.get('password')) {
    return answer(response, 401, loginPage(name, 'This name and this password do not belong together.'));
  }
  const result = { login: { accountId: name }, select_account: {} };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function consent(provider, request, response, { details, sent }) {
  if (sent.get('answer') !== 'allow') {
    const refusal = { error: 'access_denied', error_description: 'The person did not allow it' };
    return provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
  }
  const { params, session, grantId, prompt } = details;
  const owner = { accountId: session.accountId, clientId: params.client_id };
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant(owner);
  if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(' '));
  if (prompt.details.missingOIDCClaims) grant.addOIDCClaims(prompt.details.missingOIDCClaims);
  const result = { consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response);
  const asksConsent = details.prompt.name === 'consent';
  if (request.method !== 'POST') {
    return answer(response, 200, asksConsent ? consentPage(TOLD) : loginPage('', ''));
  }
  const sent = await form(request);
  return asksConsent
    ? consent(provider, request, response, { details, sent })
    : signIn(provider, request, response, sent);
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  provider.on('server_error', (ctx, error) => console.error(error));
  const rest = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return rest(request, response);
    return interact(provider, request, response).catch((error) => {
      if (!response.headersSent) answer(response, 400, messagePage('The provider refuses', error.message));
    });
  });
  console.log(JSON.stringify({ issuer }));
});
// The tests that started this process are its reason to be: when they are gone, so is their end of the pipe.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
