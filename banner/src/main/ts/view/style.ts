/** The banner's own clothes, inside its shadow root: the page's do not reach it, nor does it touch the page's. */
export const STYLE = `
:host{all:initial;color-scheme:light dark}
.frame{
--paper:#fff;--ink:#1b1f2a;--soft:#4d5566;--line:#c9ced9;--edge:#737b8c;--wash:#f3f5f9;--act:#1f3fae;--on-act:#fff;--act-hover:#172f83;
font:400 16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);
position:fixed;z-index:2147483000;inset-block-end:0;inset-inline-start:0;padding:16px;box-sizing:border-box;
display:flex;flex-direction:column;gap:8px;align-items:flex-start;max-inline-size:100%;pointer-events:none}
.stage>*,.toast{pointer-events:auto}
.stage{display:flex;max-inline-size:100%}
*,*::before{box-sizing:border-box}
p,ul,h2{margin:0;padding:0}
ul{list-style:none}
a{color:var(--act);text-underline-offset:2px}
button,summary,input{font:inherit;color:inherit}
button{cursor:pointer;min-block-size:44px;border-radius:10px;border:2px solid transparent;padding:8px 16px;font-weight:600}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
h2:focus{outline:none}
.panel,.toast,.control{background:var(--paper);border:1px solid var(--line);box-shadow:0 2px 6px #0002,0 12px 40px #0004}
.panel{inline-size:30rem;max-inline-size:100%;max-block-size:calc(100vh - 32px);max-block-size:calc(100dvh - 32px);
border-radius:18px;display:flex;flex-direction:column;overflow:hidden;animation:rise .25s ease-out}
@keyframes rise{from{transform:translateY(12px);opacity:0}}
.head{padding:20px 24px 4px;position:relative}
.who{color:var(--soft);font-size:14px;padding-inline-end:40px}
h2{font-size:20px;line-height:1.3;font-weight:700}
.icon{min-inline-size:44px;padding:0;background:none;border-radius:50%}
.icon:hover{background:var(--wash)}
.head .icon{position:absolute;inset-block-start:10px;inset-inline-end:12px}
.body{padding:8px 24px 12px;overflow:auto;min-block-size:6rem;display:flex;flex-direction:column;gap:12px}
.purposes{display:flex;flex-direction:column;gap:8px}
.purposes li{background:var(--wash);border-radius:12px;padding:10px 14px;font-size:15px;line-height:1.45}
.purposes strong{display:block}
.row{display:flex;align-items:center;justify-content:space-between;gap:16px;min-block-size:44px}
label.row{cursor:pointer}
.always{color:var(--soft);font-size:14px;text-align:end}
.for{display:block;color:var(--soft);font-size:14px}
summary{cursor:pointer;min-block-size:44px;display:list-item;padding-block:10px;font-weight:600}
details li{padding-block:5px;font-size:15px}
.links{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:15px}
.links a,.toast a{padding-block:10px;display:inline-block;min-block-size:44px}
.links span{padding-block:10px;color:var(--soft);overflow-wrap:anywhere}
.foot{padding:12px 24px 20px;border-block-start:1px solid var(--line);display:grid;grid-template-columns:1fr 1fr;gap:10px}
.answer{background:var(--act);color:var(--on-act)}
.answer:hover{background:var(--act-hover)}
.quiet{background:none;border-color:var(--edge)}
.quiet:hover{background:var(--wash)}
.wide{grid-column:1/-1}
input[role=switch]{appearance:none;flex:none;inline-size:52px;block-size:30px;margin:7px 0;border-radius:15px;border:2px solid var(--edge);
background:var(--paper);position:relative;cursor:pointer}
input[role=switch]::before{content:"";position:absolute;inset-block-start:3px;inset-inline-start:3px;inline-size:20px;block-size:20px;border-radius:50%;background:var(--edge)}
input[role=switch]:checked{background:var(--act);border-color:var(--act)}
input[role=switch]:checked::before{inset-inline-start:25px;background:var(--on-act)}
.control{display:flex;flex-wrap:wrap;border-radius:24px;overflow:hidden;max-inline-size:100%}
.control button{background:none;border-radius:24px;font-size:14px;outline-offset:-4px}
.control button:hover{background:var(--wash)}
.reopen{display:flex;align-items:center;gap:8px}
.count{color:var(--soft);font-weight:400}
.dots{display:flex;gap:3px}
.dots i{inline-size:10px;block-size:10px;border-radius:50%;border:2px solid var(--edge)}
.dots .on{background:var(--act);border-color:var(--act)}
.control .withdraw{border-inline-start:1px solid var(--line);border-start-start-radius:0;border-end-start-radius:0}
.toast{display:flex;align-items:center;gap:8px;border-radius:14px;padding-block:4px;padding-inline:18px 6px;max-inline-size:30rem}
@media (min-width:900px){.frame:has(.panel){inset-inline-start:auto;inset-inline-end:0}}
@media (max-width:560px){.body{font-size:15px;gap:8px}.purposes{gap:6px}.purposes li{padding:8px 12px}.frame{padding:8px}.panel{inline-size:100%;border-radius:16px}.frame:has(.panel){inset-inline-end:0;align-items:stretch}
.head{padding:16px 16px 2px}.body{padding:6px 16px 10px}.foot{padding:10px 16px 14px}h2{font-size:18px}}
@media (max-width:300px){.foot{grid-template-columns:1fr}}
@media (max-height:480px) and (min-width:600px){.panel{inline-size:46rem}.head{padding-block-start:12px}.foot{grid-template-columns:repeat(3,1fr);padding-block:10px}.wide{grid-column:auto}}
@media (max-height:360px){.panel{overflow:auto;display:block}.body{overflow:visible}}
@media (prefers-color-scheme:dark){.frame{--paper:#171b24;--ink:#eef1f7;--soft:#b3bbca;--line:#3a4252;--edge:#8d97a9;--wash:#222836;--act:#a9c1ff;--on-act:#0c1735;--act-hover:#c6d6ff}}
@media (prefers-reduced-motion:no-preference){input[role=switch]::before{transition:inset-inline-start .15s}}
@media (prefers-reduced-motion:reduce){.panel{animation:none}}
@media (forced-colors:active){.answer{border-color:ButtonText}.dots .on,input[role=switch]:checked{background:Highlight;forced-color-adjust:none}}
@media print{.frame{display:none}}
`;
