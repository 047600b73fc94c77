// Fetches the packages of package-lock.json and lays what the pages need in wwwroot/lib. Called by VendorAssets.targets.
//
// Two builds may do this at the same moment. Each works in a folder of its own and puts the finished tree in place by one
// rename, so that nobody ever sees half a tree; who comes second finds the same tree there and throws its own away.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [project, stampName] = process.argv.slice(2);
const work = join(project, 'obj', `vendor-${process.pid}`);
const lib = join(project, 'wwwroot', 'lib');
const stamp = join(lib, stampName);
const faces = ['Regular', 'Italic', 'Medium', 'MediumItalic', 'SemiBold', 'SemiBoldItalic', 'Bold', 'BoldItalic'];

// Package, what to take from it, and where it goes. dkfds.css asks for its fonts as .woff and as .woff2.
const wanted = [
  ['dkfds', 'dist/css/dkfds.min.css', 'dkfds/css/dkfds.min.css'],
  ['dkfds', 'dist/img/svg-icons', 'dkfds/img/svg-icons'],
  ['dkfds', 'LICENSE.md', 'dkfds/LICENSE.md'],
  ...faces.flatMap(face => ['woff', 'woff2'].map(kind => `fonts/IBMPlexSans/complete/${kind}/IBMPlexSans-${face}.${kind}`))
    .map(font => ['dkfds', `dist/${font}`, `dkfds/${font}`]),
  ['htmx.org', 'dist/htmx.min.js', 'htmx/htmx.min.js'],
  ['htmx.org', 'LICENSE', 'htmx/LICENSE'],
  ['uplot', 'dist/uPlot.iife.min.js', 'uplot/uPlot.iife.min.js'],
  ['uplot', 'dist/uPlot.min.css', 'uplot/uPlot.min.css'],
  ['uplot', 'LICENSE', 'uplot/LICENSE'],
  // Without its pictures: they belong to markers and to a box of layers, and our map has neither.
  ['leaflet', 'dist/leaflet.js', 'leaflet/leaflet.js'],
  ['leaflet', 'dist/leaflet.css', 'leaflet/leaflet.css'],
  ['leaflet', 'LICENSE', 'leaflet/LICENSE'],
];

// What a finished tree was made from: the packages and this recipe.
const recipe = createHash('sha256')
  .update(readFileSync(join(project, 'package-lock.json')))
  .update(readFileSync(process.argv[1]))
  .digest('hex');

const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe;

function fetchPackages() {
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(project, file), join(work, file));
  }
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: work,
    stdio: 'inherit',
    shell: process.platform === 'win32', // there npm is a .cmd file, which only a shell runs
  });
}

function layOut(tree) {
  for (const [name, from, to] of wanted) {
    mkdirSync(dirname(join(tree, to)), { recursive: true });
    cpSync(join(work, 'node_modules', name, from), join(tree, to), { recursive: true });
  }
  writeFileSync(join(tree, stampName), recipe);
}

function putInPlace(tree) {
  mkdirSync(dirname(lib), { recursive: true });
  try {
    if (existsSync(lib) && !isCurrent()) {
      renameSync(lib, join(work, 'replaced'));
    }
    renameSync(tree, lib);
  } catch (error) {
    if (!isCurrent()) throw error; // otherwise the other build was first
  }
}

if (isCurrent()) {
  utimesSync(stamp, new Date(), new Date()); // a checkout made the lock file look newer than it is
} else {
  try {
    mkdirSync(work, { recursive: true });
    fetchPackages();
    layOut(join(work, 'lib'));
    putInPlace(join(work, 'lib'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
