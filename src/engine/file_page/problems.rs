//! The problems of a file by kind: those whose messages differ in numbers and quotations only.

use hashbrown::HashMap;

use crate::engine::protocol::ProblemGroup;
use crate::store::{Problem, ProblemPlace};

/// So many places of a group are given.
const PLACES: usize = 5;

/// Problems by kind: the commonest first, of equal ones that which comes first in the file.
pub fn groups(problems: &[Problem]) -> Vec<ProblemGroup> {
    let (mut groups, mut places) = (Vec::<ProblemGroup>::new(), HashMap::new());
    for problem in problems {
        let at = *places.entry(kind(&problem.message)).or_insert_with(|| {
            groups.push(ProblemGroup { message: problem.message.clone(), count: 0, places: Vec::new() });
            groups.len() - 1
        });
        groups[at].count += 1;
        if groups[at].places.len() < PLACES && problem.place != ProblemPlace::default() {
            groups[at].places.push(problem.place);
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

/// A message without its numbers and what it quotes.
fn kind(message: &str) -> String {
    let (mut kind, mut is_quoted) = (String::with_capacity(message.len()), false);
    for letter in message.chars() {
        match letter {
            '“' => is_quoted = true,
            '”' => is_quoted = false,
            _ if is_quoted || letter.is_ascii_digit() => {}
            _ => kind.push(letter),
        }
    }
    kind
}
