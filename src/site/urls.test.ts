import { describe, expect, it } from 'vitest';
import { createUrls, publicPath, reportUrl, sourceUrl } from './urls.ts';

describe('createUrls', () => {
  it.each(['/repo', '/repo/', 'repo'])('takes the base %s', (base) => {
    const urls = createUrls(base, 'https://example.org/');
    expect(urls.home).toBe('/repo/');
    expect(urls.post('low-rank-svd', 'eq-3')).toBe('/repo/posts/low-rank-svd/#eq-3');
    expect(urls.absolute(urls.feed)).toBe('https://example.org/repo/rss.xml');
    expect(urls.file('/favicon.svg')).toBe('/repo/favicon.svg');
  });

  it('works at the root', () => {
    const urls = createUrls('/');
    expect(urls.home).toBe('/');
    expect(urls.topic('matrices')).toBe('/topics/matrices/');
    expect(urls.uses('x')).toBe('/posts/x/uses.json');
  });
});

it('encodes a path but not its slashes', () => {
  expect(sourceUrl('https://github.com/a/b', 'content/posts/x/伪逆.md')).toBe(
    'https://github.com/a/b/blob/main/content/posts/x/%E4%BC%AA%E9%80%86.md',
  );
});

it('fills in an issue', () => {
  expect(new URL(reportUrl('https://github.com/a/b', '式(3) 有误', '行一\n行二')).searchParams.get('body')).toBe(
    '行一\n行二',
  );
});

it('tells no way from the project to a content root beside it', () => {
  expect(publicPath('content/posts/x/y.md')).toBe('content/posts/x/y.md');
  expect(publicPath('../../home/someone/posts/notes/posts/x/y.md')).toBe('posts/x/y.md');
  expect(publicPath('D:/notes/posts/x/y.md')).toBe('posts/x/y.md');
});
