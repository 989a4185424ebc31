/** What KaTeX says, as far as authors meet it, and what to do about it. */
const explanations: readonly (readonly [RegExp, (match: RegExpExecArray) => { message: string; hint: string }])[] = [
  [
    /Undefined control sequence: \\(?:eqref|ref|label)\b/,
    () => ({
      message: '行内公式里不能写 \\label、\\ref、\\eqref。',
      hint: '\\label 写在独立成行的公式里；引用写在公式外面：式(n) 或 \\eqref{eq:名字}。',
    }),
  ],
  [
    /Undefined control sequence: (\\[^\s]+)/,
    ([, command]) => ({
      message: `没有命令 ${command}。`,
      hint: `核对拼写；全站常用的命令写进 macros.yaml，只用一次的用 \\operatorname{…}。`,
    }),
  ],
  [
    /Invalid color: '(.*)'/,
    ([, colour]) => ({ message: `没有颜色 ${colour}。`, hint: '写颜色的英文名或 #rrggbb；多数公式不需要颜色。' }),
  ],
  [
    /Double superscript/,
    () => ({ message: '同一个符号有两个上标。', hint: '用花括号分组，例如 {a^b}^c；转置再加指数时写 (A^\\top)^2。' }),
  ],
  [/Double subscript/, () => ({ message: '同一个符号有两个下标。', hint: '用花括号分组，例如 a_{i,j} 或 {a_i}_j。' })],
  [
    /Expected '\\right'|missing '\\right'/i,
    () => ({ message: '\\left 没有对应的 \\right。', hint: '补上 \\right 和括号；只要一边时另一边写 \\right.。' }),
  ],
  [/got '\\right'/, () => ({ message: '\\right 前面没有 \\left。', hint: '补上 \\left，或者去掉 \\right。' })],
  [
    /Expected '\}'|Expected '\\?\}', got 'EOF'/,
    () => ({ message: '花括号没有闭合。', hint: '数一数花括号，补上缺的 }。' }),
  ],
  [/Expected 'EOF', got '\}'/, () => ({ message: '多了一个 }。', hint: '去掉它，或者补上前面缺的 {。' })],
  [
    /Expected 'EOF', got '&'/,
    () => ({
      message: '& 只能写在 aligned、cases、矩阵等环境里。',
      hint: '把公式放进 \\begin{aligned} … \\end{aligned}；文字里的 & 写成 \\&。',
    }),
  ],
  [/Expected 'EOF', got '#'|Expected .* got '#'/, () => ({ message: '公式里不能直接写 #。', hint: '写成 \\#。' })],
  [
    /Expected 'EOF', got '(\\end)'/,
    () => ({ message: '\\end 没有对应的 \\begin。', hint: '补上 \\begin{…}，或者去掉 \\end。' }),
  ],
  [
    /Expected & or \\\\ or \\cr or \\end/,
    () => ({ message: '\\begin 没有对应的 \\end。', hint: '补上 \\end{…}，名字与 \\begin 相同。' }),
  ],
  [
    /Expected 'EOF', got '([_^])'/,
    ([, sign]) => ({ message: `文字里不能直接写 ${sign}。`, hint: `\\text{…} 里写成 \\${sign}，或者把它移到外面。` }),
  ],
  [
    /Unexpected end of input in a macro argument/,
    () => ({ message: '命令缺少参数，或者花括号没有闭合。', hint: '数一数花括号，补上缺的参数或 }。' }),
  ],
  [
    /Got function '([^']+)' with no arguments as (?:sub|super)script/,
    ([, command]) => ({ message: `上标或下标里的 ${command} 要加花括号。`, hint: `写成 _{${command}{x}}。` }),
  ],
  [
    /\\(hline|hdashline) valid only within array/,
    ([, name]) => ({ message: `\\${name} 只能写在 array 环境里。`, hint: '放在 \\\\ 之后，或者去掉它。' }),
  ],
  [/Invalid unit/, () => ({ message: '长度的单位不对。', hint: '用 em、ex、pt、mm、cm 等。' })],
  [
    /\\middle without preceding/,
    () => ({ message: '\\middle 前面没有 \\left。', hint: '补上 \\left 和 \\right，或者改用 \\mid。' }),
  ],
  [/only one infix operator/, () => ({ message: '同一组里写了两个 \\over 之类的命令。', hint: '改用 \\frac{…}{…}。' })],
  [
    /attempting to redefine|Expected a macro definition|must be a macro name/,
    () => ({ message: '宏的定义写法不对。', hint: '全站常用的宏写进 macros.yaml，公式里不要定义宏。' }),
  ],
  [
    /No such environment: (\S+)/,
    ([, name]) => ({
      message: `没有环境 ${name}。`,
      hint: '用 aligned、gathered、cases、matrix、pmatrix、bmatrix、array 等。',
    }),
  ],
  [
    /Mismatch: \\begin\{(\S+?)\} matched by \\end\{(\S+?)\}/,
    ([, begin, end]) => ({ message: `\\begin{${begin}} 用 \\end{${end}} 结束了。`, hint: '把两处写成同一个名字。' }),
  ],
  [
    /Expected group after '([^']+)'/,
    ([, after]) => ({ message: `${after} 后面缺少内容。`, hint: `给 ${after} 写上参数，例如 ${after}{…}。` }),
  ],
  [
    /Expected group as argument to '([^']+)'/,
    ([, command]) => ({ message: `${command} 缺少参数。`, hint: `写成 ${command}{…}。` }),
  ],
  [
    /Can't use function '([^']+)' in text mode/,
    ([, command]) => ({ message: `\\text 里不能用 ${command}。`, hint: '把它移到 \\text{…} 外面，或者在里面写 $…$。' }),
  ],
  [
    /Can't use function '([^']+)' in math mode/,
    ([, command]) => ({ message: `公式里不能用 ${command}。`, hint: '把它写进 \\text{…}。' }),
  ],
  [/Multiple \\tag/, () => ({ message: '一条公式有多个 \\tag。', hint: '只留一个；每行编号用 align。' })],
  [/Too many expansions/, () => ({ message: '宏展开得没有止境。', hint: '检查宏是不是引用了自己。' })],
  [
    /Limit controls must follow a math operator/,
    () => ({ message: '\\limits 只能跟在运算符后面。', hint: '把名字写成 \\operatorname*{…}，再写上下限。' }),
  ],
  [
    /Invalid delimiter:? '?([^' ]+)'?/,
    ([, delimiter]) => ({
      message: `${delimiter} 不能当括号用。`,
      hint: '\\left、\\right、\\big 后面写 ( ) [ ] \\{ \\} \\lvert \\rvert 等。',
    }),
  ],
];

/** Hints to messages that our own limits give; they are Chinese already. */
const ownHints: readonly (readonly [RegExp, string])[] = [
  [/注释/, '百分号写成 \\%；注释写在公式外面。'],
  [/汉字/, '把汉字放进 \\text{…}，标点移到公式外面。'],
  [/看不见/, '删掉这个字符，重新输入前后的内容。'],
  [/嵌套/, '去掉多余的花括号，或者拆成几步。'],
  [/个字符，上限/, '拆成几条公式。'],
  [/长度/, '改小这个长度。'],
  [/不允许/, '链接、图片和 HTML 写在公式外面。'],
  [/撇号/, '把撇号和上标写在一起，例如 f^{\\prime 2}。'],
  [/字形/, '换成 LaTeX 命令，或者放进 \\text{…}。'],
];

/**
 * KaTeX's message for an author: Chinese where the fault is a common one, else as it is without place and prefix.
 * @param raw message of KaTeX, or of our own limits.
 */
export function explainTexFault(raw: string): { message: string; hint: string } {
  if (/\p{Script=Han}/u.test(raw)) {
    const hint = ownHints.find(([pattern]) => pattern.test(raw))?.[1] ?? '改写这个公式。';
    return { message: raw.endsWith('。') ? raw : `${raw}。`, hint };
  }
  for (const [pattern, explain] of explanations) {
    const match = pattern.exec(raw);
    if (match) return explain(match);
  }
  const reason = raw
    .replace(/^KaTeX parse error:\s*/, '')
    .replace(/ at (?:position \d+|end of input):[\s\S]*$/, '')
    .trim();
  return { message: `公式排不出来：${reason}。`, hint: '对照 KaTeX 的命令表改写这个公式。' };
}
