/** Control, line-separating, unpaired surrogate and text-direction characters: they garble tables and logs, or hide. */
export const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu;
