// What sharp (libvips) takes to make the same photo: decode, turn upright, cut, resize, encode.
//
// One process for the whole benchmark, so that its start is not counted. Arguments: the file,
// then left, top, width and height of the frame in the upright picture, then the photo's width
// and height. Says what it is; then answers each line, a number of threads (0: sharp's default),
// with the milliseconds that one photo took.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import sharp from "sharp";

const [path, ...numbers] = process.argv.slice(2);
const [left, top, width, height, cardWidth, cardHeight] = numbers.map(Number);
const file = readFileSync(path);
sharp.cache(false);
console.log(`sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`);

for await (const line of createInterface({ input: process.stdin })) {
    sharp.concurrency(Number(line));
    const started = performance.now();
    await sharp(file)
        .autoOrient()
        .extract({ left, top, width, height })
        .resize(cardWidth, cardHeight)
        .jpeg({ quality: 90 })
        .toBuffer();
    console.log(performance.now() - started);
}
