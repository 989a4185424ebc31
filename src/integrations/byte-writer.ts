/**
 * Puts the bytes of one file after another together in the same memory: buffers lie outside the heap, and hundreds of
 * megabytes of them would wait to be collected.
 */
export class ByteWriter {
  #memory = Buffer.allocUnsafe(2 ** 20);
  #length = 0;

  /** Begins anew; what was written before is overwritten. */
  clear(): void {
    this.#length = 0;
  }

  add(part: string | Uint8Array): void {
    const most = typeof part === 'string' ? part.length * bytesOfUnit : part.byteLength;
    if (this.#length + most > this.#memory.byteLength) {
      const larger = Buffer.allocUnsafe((this.#length + most) * 2);
      this.#memory.copy(larger, 0, 0, this.#length);
      this.#memory = larger;
    }
    if (typeof part === 'string') this.#length += this.#memory.write(part, this.#length);
    else {
      this.#memory.set(part, this.#length);
      this.#length += part.byteLength;
    }
  }

  /** All since `clear`; holds until the next one. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#length);
  }
}

/** A unit of UTF-16 takes three bytes of UTF-8 at most. */
const bytesOfUnit = 3;
