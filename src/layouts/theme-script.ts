/**
 * Runs in the head before the first paint, so that a stored theme or text size never flashes. Inline, since a request
 * would delay that paint; the policy of the page names its hash.
 */
export const themeScript = `{const d=document.documentElement.dataset;d.js='';try{d.theme=localStorage.getItem('tuidao:theme')??'system';d.size=localStorage.getItem('tuidao:size')??'medium'}catch{d.theme='system'}}`;
