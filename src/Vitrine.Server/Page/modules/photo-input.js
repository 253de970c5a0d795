// A photo comes by the file dialogue, by pasting, or by dropping it anywhere on the page.
import { byId } from './elements.js';

// Models look at some hundred pixels; more would only take longer to send, and would not fit the browser's history.
const mostPixels = 768;
const quality = 0.88;
const mostBytes = 50_000_000;

/** found is called with each photo as a data URI, refused with a sentence for the customer. */
export function connect(found, refused) {
  const file = byId('photo-file');
  byId('choose-photo').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    use(file.files);
    file.value = ''; // the same file can be chosen again
  });

  addEventListener('paste', event => {
    if (!pictures(event.clipboardData?.files).length) return;
    event.preventDefault();
    use(event.clipboardData.files);
  });

  const drop = byId('drop');
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  addEventListener('dragenter', event => { drop.hidden = !hasFiles(event); });
  addEventListener('dragover', event => { if (hasFiles(event)) event.preventDefault(); });
  addEventListener('dragleave', event => { if (!event.relatedTarget) drop.hidden = true; });
  addEventListener('drop', event => {
    drop.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    use(event.dataTransfer.files);
  });

  async function use(files) {
    const [picture] = pictures(files);
    if (!picture) return refused('That is not a photo. Use a JPEG, PNG, WebP or another picture.');
    if (picture.size > mostBytes) return refused('That photo is larger than 50 MB. Use a smaller one.');
    try {
      found(await shrunk(picture));
    } catch {
      refused('Your browser cannot read that photo. Save it as a JPEG or PNG and try again.');
    }
  }
}

const pictures = files => [...files ?? []].filter(one => one.type.startsWith('image/'));

/** The photo as a JPEG, upright, on white where it is transparent, and no larger than a search needs. */
async function shrunk(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL('image/jpeg', quality);
}
