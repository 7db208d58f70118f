//! The authentication methods of records: those of their steps, of their list of methods used, and of a CSV's column.

use hashbrown::HashMap;

use super::entity_index::Member;
use crate::schema::{Field, List, Part};
use crate::store::{ABSENT, Code, CodeColumn, Dictionary, EMPTY, ListColumn, Store};

/// The lists that name methods; [`Part::StepMethod`] is the part that does in both.
const LISTS: [List; 2] = [List::Steps, List::Methods];

/// Every method of all records; good until records are added.
#[derive(Clone, Debug)]
pub(in crate::query) struct Methods {
    names: Vec<String>,
    ranks: Vec<u32>,
    /// The method of each code, for both lists and the column.
    by_code: [Vec<Option<Member>>; 3],
}

impl Methods {
    pub fn new(store: &Store) -> Methods {
        let mut known: HashMap<String, Member> = HashMap::new();
        let mut names = Vec::new();
        let mut learn = |dictionary: &Dictionary| {
            let mut by_code = vec![None; dictionary.code_count()];
            for (code, text) in dictionary.texts() {
                let member = *known.entry(text.to_lowercase()).or_insert_with(|| {
                    names.push(text.to_owned());
                    names.len() as Member - 1
                });
                by_code[code as usize] = Some(member);
            }
            by_code
        };
        let [steps, used] = LISTS.map(|list| learn(store.list(list).part(Part::StepMethod)));
        let column = store.texts(Field::MfaMethod).map(|column| learn(&column.dictionary)).unwrap_or_default();
        let mut order: Vec<Member> = (0..names.len() as Member).collect();
        order.sort_by_cached_key(|&member| names[member as usize].to_lowercase());
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, &member)| ranks[member as usize] = rank);
        Methods { names, ranks, by_code: [steps, used, column] }
    }

    /// How many methods there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The name of a method as it was first met.
    pub fn name(&self, method: Member) -> &str {
        &self.names[method as usize]
    }

    /// The place of a method in the order of names.
    pub fn rank(&self, method: Member) -> u32 {
        self.ranks[method as usize]
    }

    /// Tells the methods of records.
    pub fn reader<'a>(&'a self, store: &'a Store) -> MethodsOf<'a> {
        MethodsOf {
            methods: self,
            lists: LISTS.map(|list| store.list(list)),
            column: store.texts(Field::MfaMethod),
            known: HashMap::new(),
            sets: Vec::new(),
            last: None,
        }
    }

    fn set(&self, lists: [&ListColumn; 2], codes: [Code; 3]) -> Option<Vec<Member>> {
        // The column of a CSV has the second factor only: where it is empty, the first one is still not known.
        if codes[..2] == [ABSENT; 2] && codes[2] <= EMPTY {
            return None;
        }
        let mut set: Vec<Member> = self.by_code[2].get(codes[2] as usize).copied().flatten().into_iter().collect();
        for ((column, by_code), list) in lists.into_iter().zip(&self.by_code).zip(codes) {
            let entries = column.entries(list).into_iter().flatten();
            set.extend(entries.filter_map(|entry| by_code[entry.code(Part::StepMethod) as usize]));
        }
        set.sort_unstable();
        set.dedup();
        Some(set)
    }
}

/// Tells the methods of records, found once for every combination of lists.
pub(in crate::query) struct MethodsOf<'a> {
    methods: &'a Methods,
    lists: [&'a ListColumn; 2],
    column: Option<&'a CodeColumn>,
    known: HashMap<[Code; 3], usize>,
    sets: Vec<Option<Vec<Member>>>,
    last: Option<([Code; 3], usize)>,
}

impl MethodsOf<'_> {
    /// The number of a row's set of methods: rows with the same number have the same methods.
    pub fn set(&mut self, row: usize) -> usize {
        let [steps, used] = self.lists;
        let column = self.column.map_or(ABSENT, |column| column.code(row));
        let codes = [steps.list_code(row), used.list_code(row), column];
        if let Some((last, set)) = self.last
            && last == codes
        {
            return set;
        }
        let (methods, lists, sets) = (self.methods, self.lists, &mut self.sets);
        let set = *self.known.entry(codes).or_insert_with(|| {
            sets.push(methods.set(lists, codes));
            sets.len() - 1
        });
        self.last = Some((codes, set));
        set
    }

    /// The methods of a set; `None` where no file has any of the lists.
    pub fn of_set(&self, set: usize) -> Option<&[Member]> {
        self.sets[set].as_deref()
    }

    /// The methods of a row; `None` where its file does not have them.
    pub fn methods(&mut self, row: usize) -> Option<&[Member]> {
        let set = self.set(row);
        self.of_set(set)
    }
}
