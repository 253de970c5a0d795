// Line drawings of 24 × 24, in the colour of the text.
import { drawing } from './elements.js';

const paths = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 21 21',
  camera: 'M4 8h3l1.5-2.5h7L17 8h3v11H4zM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z',
  close: 'M6 6l12 12M18 6 6 18',
  alike: 'M8 8h11v11H8zM5 16V5h11',
  change: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  branch: 'M4 6h6l2 2h8v10H4z',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15.5 8.5v.01',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  moon: 'M20 14.5A8 8 0 1 1 9.5 4a6.5 6.5 0 0 0 10.5 10.5z',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3A4 4 0 0 0 13.4 6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3A4 4 0 0 0 10.6 18l1-1',
  filter: 'M4 7h16M7 12h10M10 17h4',
};

export function icon(name) {
  return drawing('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, drawing('path', { d: paths[name] }));
}
