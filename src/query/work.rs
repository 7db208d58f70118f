//! Long work in turns: what a test makes of many values is found a bit at a time, and kept from one turn to the next.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use super::filter::Test;
use super::matcher::Matcher;

/// A turn at long work: it ends when whoever gives it says so, which is asked after every bit of work.
pub struct Turn<'a> {
    /// Says whether the turn is over; `None` for one that has no end.
    is_over: Option<&'a mut dyn FnMut() -> bool>,
    has_worked: bool,
}

impl<'a> Turn<'a> {
    /// A turn that ends when this is true.
    pub fn new(is_over: &'a mut dyn FnMut() -> bool) -> Turn<'a> {
        Turn { is_over: Some(is_over), has_worked: false }
    }

    /// A turn without an end: all work is done in it.
    pub fn endless() -> Turn<'a> {
        Turn { is_over: None, has_worked: false }
    }

    /// Takes note of a bit of work; the answer is whether the turn is over.
    fn ends(&mut self) -> bool {
        self.has_worked = true;
        self.is_over.as_mut().is_some_and(|is_over| is_over())
    }

    /// Whether what comes next should wait for another turn: something was done in this one, and it is over.
    pub fn should_end(&mut self) -> bool {
        self.has_worked && self.is_over.as_mut().is_some_and(|is_over| is_over())
    }
}

/// What tests made of the values of columns, as far as they came: a table for each column that was looked at, in the
/// order of looking, which is the same in every turn.
#[derive(Debug, Default)]
pub struct Tables {
    tables: Vec<Vec<bool>>,
    /// The tests, made ready: a pattern takes as long for that as for many texts.
    matchers: Vec<(Test, Rc<Matcher>)>,
}

/// Work on a selection during a turn. When the turn is over, what is left to look at passes for values that do not match,
/// so that the work comes to its end at once: what it gives is then not the answer ([`Work::is_done`]).
pub struct Work<'w, 't> {
    turn: Option<RefCell<&'w mut Turn<'t>>>,
    tables: RefCell<Tables>,
    /// The place of the next table.
    next: Cell<usize>,
    is_cut: Cell<bool>,
}

impl<'w, 't> Work<'w, 't> {
    /// Goes on with work of earlier turns.
    pub fn new(turn: &'w mut Turn<'t>, tables: Tables) -> Work<'w, 't> {
        let turn = turn.is_over.is_some().then(|| RefCell::new(turn));
        Work { turn, tables: RefCell::new(tables), next: Cell::new(0), is_cut: Cell::new(false) }
    }

    /// Work that is done at once.
    pub fn at_once() -> Work<'w, 't> {
        Work { turn: None, tables: RefCell::default(), next: Cell::new(0), is_cut: Cell::new(false) }
    }

    /// Whether everything was looked at.
    pub fn is_done(&self) -> bool {
        !self.is_cut.get()
    }

    /// What was found, for the next turn.
    pub fn into_tables(self) -> Tables {
        self.tables.into_inner()
    }

    /// A test made ready, once for all columns and turns.
    pub fn matcher(&self, test: &Test) -> Rc<Matcher> {
        let matchers = &mut self.tables.borrow_mut().matchers;
        if let Some((_, matcher)) = matchers.iter().find(|(of, _)| of == test) {
            return Rc::clone(matcher);
        }
        let matcher = Rc::new(Matcher::new(test));
        matchers.push((test.clone(), Rc::clone(&matcher)));
        matcher
    }

    /// A table of so many values. `bit_from` says where the bit of work ends that begins at a value, and `look` adds what is
    /// found of the values of a bit.
    pub fn table(
        &self,
        len: usize,
        bit_from: impl Fn(usize) -> usize,
        mut look: impl FnMut(Range<usize>, &mut Vec<bool>),
    ) -> Vec<bool> {
        if self.is_cut.get() {
            return vec![false; len];
        }
        let place = self.next.replace(self.next.get() + 1);
        let mut table = self.tables.borrow_mut().tables.get_mut(place).map(std::mem::take).unwrap_or_default();
        table.reserve_exact(len - table.len());
        while table.len() < len {
            let start = table.len();
            look(start..bit_from(start).clamp(start + 1, len), &mut table);
            let is_over = self.turn.as_ref().is_some_and(|turn| turn.borrow_mut().ends());
            if is_over && table.len() < len {
                self.is_cut.set(true);
                self.keep(place, table);
                return vec![false; len];
            }
        }
        // What is done at once needs no memory of it.
        if self.turn.is_some() {
            self.keep(place, table.clone());
        }
        table
    }

    fn keep(&self, place: usize, table: Vec<bool>) {
        let tables = &mut self.tables.borrow_mut().tables;
        if tables.len() <= place {
            tables.resize_with(place + 1, Vec::new);
        }
        tables[place] = table;
    }
}
