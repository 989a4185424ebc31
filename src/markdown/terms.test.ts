import { expect, test } from 'vitest';
import { createTerms } from '../site/terms.ts';
import { linkTerms } from './terms.ts';

const terms = createTerms([
  { id: 'svd', name: '奇异值分解', english: 'Singular value decomposition', aliases: ['SVD'] },
  { id: 'pinv', name: '伪逆', english: 'Pseudoinverse', aliases: [] },
]);
const link = (html: string): string => linkTerms(html, terms, (id) => (id === 'none' ? undefined : `/c/${id}/`));
const svd = '<a class="term" href="/c/svd/">';

test('the first mention in each section is linked, whatever name it has', () => {
  expect(link('<h2>一</h2><p>SVD，奇异值分解。</p><h3>小节</h3><p>SVD</p><h2>二</h2><p>SVD</p>')).toBe(
    `<h2>一</h2><p>${svd}SVD</a>，奇异值分解。</p><h3>小节</h3><p>SVD</p><h2>二</h2><p>${svd}SVD</a></p>`,
  );
});

test.each([
  '<p><a href="x">SVD</a></p>',
  '<h3>SVD</h3>',
  '<pre><code>SVD <span>SVD</span></code></pre>',
  '<div class="eq" id="eq-1"><div><span>SVD</span></div></div>',
  '<img alt="SVD > 伪逆">',
  '<figure class="interactive"><svg><path d="M0 0"/></svg><dt>SVD</dt><figcaption>SVD</figcaption></figure>',
  '<h3 class="env__label">定理 1<span class="env__name">SVD</span></h3>',
])('nothing is linked in %s', (html) => {
  expect(link(html)).toBe(html);
});

test('the slot of a formula ends where it begins', () => {
  expect(link('<p><code><f n="a/1"></code>伪逆</p>')).toBe(
    '<p><code><f n="a/1"></code><a class="term" href="/c/pinv/">伪逆</a></p>',
  );
});

test('an element that closes itself ends where it begins', () => {
  expect(link('<figure class="interactive"><svg><path d="M0 0"/></svg></figure><p>SVD</p>')).toBe(
    `<figure class="interactive"><svg><path d="M0 0"/></svg></figure><p>${svd}SVD</a></p>`,
  );
});

test('text behind such a place is linked again', () => {
  expect(link('<p><code>SVD</code> SVD<br>伪逆</p>')).toBe(
    `<p><code>SVD</code> ${svd}SVD</a><br><a class="term" href="/c/pinv/">伪逆</a></p>`,
  );
});
