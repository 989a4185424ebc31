/** A dictionary of OpenCC: `form meaning|form meaning|…`. The package ships no types for its single dictionaries. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}
