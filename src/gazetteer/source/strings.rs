//! The pool of strings of an index: each with its length before it, found by its offset.

/// No string is longer, in bytes.
pub(crate) const LONGEST_STRING: usize = (1 << 13) - 1;
/// Marks the first character of a length that takes two.
const LONG: u8 = 0x40;

/// Appends a string to the pool. Its length stands before it, one ASCII character for nearly all and two from [`LONG`] on,
/// so that the pool is text as a whole.
pub(crate) fn push_string(strings: &mut String, text: &str) {
    let text = &text[..text.floor_char_boundary(LONGEST_STRING)];
    if text.len() < LONG as usize {
        strings.push(char::from(text.len() as u8));
    } else {
        strings.push(char::from(LONG | (text.len() >> 7) as u8));
        strings.push(char::from(text.len() as u8 & 0x7f));
    }
    strings.push_str(text);
}

/// The string at `offset`; empty where there is none.
#[inline]
pub(crate) fn string_at(strings: &str, offset: u32) -> &str {
    let at = offset as usize;
    let (start, length) = match strings.as_bytes().get(at..) {
        Some(&[high, low, ..]) if high >= LONG => (at + 2, usize::from(high & !LONG) << 7 | usize::from(low)),
        Some(&[length, ..]) => (at + 1, usize::from(length)),
        _ => return "",
    };
    strings.get(start..start + length).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_any_length_come_back() {
        let texts = ["", "a", "é", &"b".repeat(63), &"c".repeat(64), &"d".repeat(300), &"e".repeat(LONGEST_STRING)];
        let mut pool = String::new();
        let offsets = texts.map(|text| {
            let offset = pool.len() as u32;
            push_string(&mut pool, text);
            offset
        });
        for (text, offset) in texts.iter().zip(offsets) {
            assert_eq!(string_at(&pool, offset), *text);
        }
        assert_eq!(string_at(&pool, pool.len() as u32), "");
        let mut pool = String::new();
        push_string(&mut pool, &"f".repeat(LONGEST_STRING + 1));
        assert_eq!(string_at(&pool, 0).len(), LONGEST_STRING);
    }
}
