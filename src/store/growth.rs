//! How columns grow, and what that takes: a new place beside the old one, until the values have moved.

/// Places of so many bytes and more grow by a quarter of themselves, since nobody could afford twice their size; smaller
/// ones are doubled.
const LARGE: usize = 8 << 20;

/// Bytes that are needed to let columns grow, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// Bytes by which they are larger afterwards.
    added: usize,
    /// Bytes of the largest place that is left behind: it is there until its values have moved.
    moved: usize,
}

impl Need {
    /// The most bytes that are taken at once, beyond those taken already.
    pub fn bytes(self) -> usize {
        self.added.saturating_add(self.moved)
    }

    /// Needs of one column and of another.
    pub fn and(self, other: Need) -> Need {
        Need { added: self.added.saturating_add(other.added), moved: self.moved.max(other.moved) }
    }

    /// What it takes to move from a place of so many bytes to another one.
    pub fn to_move(from: usize, to: usize) -> Need {
        Need { added: to.saturating_sub(from), moved: from }
    }

    /// What it takes to add `more` values one after the other.
    pub fn of_each<T>(values: &Vec<T>, more: usize) -> Need {
        each::<T>(values.len(), values.capacity(), more)
    }

    /// What it takes to add `more` bytes of text, one text after the other.
    pub fn of_texts(text: &String, more: usize) -> Need {
        each::<u8>(text.len(), text.capacity(), more)
    }

    /// What room for `more` values takes.
    pub fn of<T>(values: &Vec<T>, more: usize) -> Need {
        let size = size_of::<T>();
        next_capacity::<T>(values.len(), values.capacity(), more)
            .map_or_else(Need::default, |next| Need::to_move(values.capacity() * size, next * size))
    }
}

/// Makes room for `more` values.
#[inline]
pub fn make_room<T>(values: &mut Vec<T>, more: usize) {
    if let Some(next) = next_capacity::<T>(values.len(), values.capacity(), more) {
        values.reserve_exact(next - values.len());
    }
}

/// Makes room for a text that is added to others.
#[inline]
pub fn make_room_for_text(text: &mut String, more: usize) {
    if let Some(next) = next_capacity::<u8>(text.len(), text.capacity(), more) {
        text.reserve_exact(next - text.len());
    }
}

/// The last place but one can be just too small.
fn each<T>(len: usize, capacity: usize, more: usize) -> Need {
    let needed = len.saturating_add(more);
    match needed <= capacity {
        true => Need::default(),
        false => Need {
            added: (usual_capacity::<T>(needed) - capacity) * size_of::<T>(),
            moved: needed.saturating_mul(size_of::<T>()),
        },
    }
}

/// The capacity a place with too little room gets; `None` if it has room.
#[inline]
fn next_capacity<T>(len: usize, capacity: usize, more: usize) -> Option<usize> {
    let needed = len.saturating_add(more);
    if needed <= capacity {
        return None;
    }
    Some(needed.max(usual_capacity::<T>(capacity)))
}

/// The capacity that comes after this one.
#[inline]
fn usual_capacity<T>(capacity: usize) -> usize {
    if capacity * size_of::<T>() < LARGE { capacity * 2 } else { capacity + capacity / 4 }
}

#[cfg(test)]
mod tests {
    use super::{LARGE, Need, make_room};

    #[test]
    fn what_is_large_grows_by_a_quarter() {
        let mut values: Vec<u64> = Vec::new();
        let mut moves = 0;
        for _ in 0..(4 * LARGE / 8) {
            let need = Need::of(&values, 1);
            let before = values.capacity();
            make_room(&mut values, 1);
            assert_eq!(need == Need::default(), values.capacity() == before);
            if before * 8 >= LARGE && values.capacity() != before {
                moves += 1;
                assert_eq!(need.bytes(), (before + before / 4) * 8);
                assert_eq!(values.capacity(), before + before / 4);
            }
            values.push(1);
        }
        // 1.25^7 is more than 4.
        assert!((5..=7).contains(&moves), "{moves}");
    }
}
