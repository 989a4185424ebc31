import { store } from './page.ts';

/** What a reader gathers for a handout, over all posts: `slug/q-k3m8xz`. */
function gathered(): string[] {
  return (store.get('handout') ?? '').split(' ').filter((item) => item !== '');
}

export function isGathered(token: string): boolean {
  return gathered().includes(token);
}

/** @returns whether it is in the handout now */
export function toggleGathered(token: string): boolean {
  const items = gathered();
  const added = !items.includes(token);
  store.set('handout', (added ? [...items, token] : items.filter((item) => item !== token)).join(' '));
  return added && isGathered(token);
}
