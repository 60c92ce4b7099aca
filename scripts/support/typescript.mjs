let isRegistered = false;

/** Lets this process load TypeScript, once: each registration is another hook that every module passes. Setup has to have installed tsx. */
export async function loadTypeScript() {
  if (isRegistered) return;
  isRegistered = true;
  const { register } = await import('tsx/esm/api');
  register();
}
