//! The rehearsal: a file goes the way of a loaded one, through engine and parser, is asked about, and is forgotten.

use super::Engine;
use super::analytics::Analytics;
use super::list_cache::ListCache;
use super::protocol::{Filter, Question, Request, SummaryQuestion, View};
use crate::ingest::{CACHE_BLOCK, Decoded, FramedChunk, Job, RecordDecoder, SpeculativeChunk, TAIL};
use crate::query::Order;
use crate::query::policies::{Evaluations, Gap, GapTableQuestion, PolicyQuestion};
use crate::query::usage::{
    self, Calendar, ChipSubject, EntityKey, OverTimeQuestion, ProfileQuestion, Scope, Split, TableQuestion, Unit,
};
use crate::schema::{Column, Field};
use crate::store::FileId;

/// The way of what a parser has decoded to the engine.
pub type Way<'a> = &'a dyn Fn(Decoded) -> Decoded;

/// Does what engine and parsers do with a file, and answers what the page asks then. Tells how many records it has.
pub fn rehearse(name: &str, bytes: &[u8], way: Way) -> usize {
    read(name, bytes, way).store().len()
}

/// Reads a file and answers what is asked of it later, so many times, as if for the first time. Tells how many records
/// it has.
pub fn rehearse_questions(name: &str, bytes: &[u8], times: usize) -> usize {
    let mut engine = read(name, bytes, &|decoded| decoded);
    for _ in 0..times {
        engine.answers = ListCache::default();
        engine.analyst = Analytics::default();
        let evaluations = Evaluations::new(&engine.store);
        let policy = evaluations.policies().first().map(|policy| policy.key.clone());
        requests(policy).iter().for_each(|request| drop(engine.answer(request)));
    }
    engine.store().len()
}

/// A bit of all that can be asked: words, orders, values, and the screens.
fn requests(policy: Option<EntityKey>) -> Vec<Request> {
    let view =
        |filter: Filter, field| View { filter, order: vec![Order { by: Column::Field(field), descending: true }] };
    let rows = |view| Request::Rows { view, columns: Column::defaults(), first: 0, count: 64 };
    let words =
        ["ma", "ada", "failure", "a1b2c3", "198.51"].map(|words| view(Filter::Words(words.into()), Field::Date));
    let fields = [Field::User, Field::Status, Field::IpAddress, Field::RequestId];
    let values = |field: Field| Request::Values {
        filter: Filter::default(),
        of: field.into(),
        containing: String::new(),
        limit: 100,
    };
    let mut all: Vec<Request> = words.into_iter().map(rows).collect();
    all.extend(fields.map(|field| rows(view(Filter::default(), field))));
    all.extend(fields.map(values));
    all.push(Request::Summary(SummaryQuestion::default()));
    all.extend(questions(policy).into_iter().map(Request::Ask));
    all
}

fn questions(policy: Option<EntityKey>) -> Vec<Question> {
    let (scope, calendar, limit) = (Scope::default(), Calendar::fixed(60), 8);
    let table = |subject, order| {
        let (scope, containing) = (scope.clone(), String::new());
        Question::Table(TableQuestion { scope, subject, containing, order, descending: true, first: 0, count: 50 })
    };
    let over_time = |unit, split| {
        let (scope, calendar) = (scope.clone(), calendar.clone());
        Question::OverTime(OverTimeQuestion { scope, calendar, unit: Some(unit), split })
    };
    let in_gap = |gap| {
        let (scope, containing) = (scope.clone(), String::new());
        Question::GapTable(GapTableQuestion { scope, gap, audience: None, containing, first: 0, count: 50 })
    };
    let mut all = vec![
        over_time(Unit::Day, Split::None),
        over_time(Unit::Week, Split::Top { subject: ChipSubject::Application, count: 3 }),
        table(ChipSubject::User, usage::UsageColumn::SignIns),
        table(ChipSubject::Application, usage::UsageColumn::Failure),
        table(ChipSubject::User, usage::UsageColumn::Addresses),
        Question::Newest(ChipSubject::Application),
        Question::Places(scope.clone()),
        Question::Profile(ProfileQuestion { scope: scope.clone(), calendar: calendar.clone(), unit: None, limit }),
        Question::Matrix(scope.clone()),
        Question::ReportOnlyImpacts(scope.clone()),
        Question::Gaps(scope.clone()),
        in_gap(Gap::SingleFactor),
    ];
    if let Some(key) = policy {
        let question = PolicyQuestion { scope, key, calendar, unit: None, limit };
        all.extend([Question::Policy(question.clone()), Question::ReportOnlyImpact(question)]);
    }
    all
}

/// Reads a file as one with parsers is read: its beginning is cut, the rest read speculatively.
fn read(name: &str, bytes: &[u8], way: Way) -> Engine {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    let (head, rest) = bytes.split_at(bytes.len() / 8);
    let jobs = engine.frame(file, head);
    let Some(file_format) = engine.file_format(file).cloned() else { return engine };
    let mut parser = Parser { decoder: RecordDecoder::new(file, &file_format), way };
    parser.do_jobs(&mut engine, file, &jobs, head);
    let tail = rest.len() - rest.len().min(TAIL);
    if let Some(chunk) = engine.speculate(file, &rest[tail..], (head.len() + tail) as u64) {
        engine.append_speculative(file, PARSER, parser.decode_speculative(&chunk, bytes));
    } else {
        let jobs = engine.frame(file, rest);
        parser.do_jobs(&mut engine, file, &jobs, rest);
    }
    let mut last = engine.commit(file);
    last.extend(engine.finish_framing(file));
    parser.do_jobs(&mut engine, file, &last, &[]);
    engine.settle(file);
    let view = View::default();
    engine.answer(&Request::Rows { view, columns: Column::defaults(), first: 0, count: 64 });
    engine.answer(&Request::Summary(SummaryQuestion::default()));
    engine
}

const PARSER: usize = 1;

/// A parser, and the way from it to the engine.
struct Parser<'a> {
    decoder: RecordDecoder,
    way: Way<'a>,
}

impl Parser<'_> {
    fn do_jobs(&mut self, engine: &mut Engine, file: FileId, jobs: &[Job], cut: &[u8]) {
        for job in jobs {
            let chunk = FramedChunk { bytes: job.bytes_in(cut), offset: job.offset, spans: &job.spans };
            let mut decoded = Decoded::default();
            self.decoder.decode_slice(&chunk, &mut decoded);
            engine.take(file, PARSER, self.send(decoded));
        }
    }

    fn decode_speculative(&mut self, chunk: &SpeculativeChunk, file: &[u8]) -> Decoded {
        let mut bytes = &file[chunk.offset as usize..chunk.end as usize];
        let mut decoded = Decoded::default();
        self.decoder.decode_speculative(&chunk.pattern, chunk.offset, &mut bytes, CACHE_BLOCK, &mut decoded);
        self.send(decoded)
    }

    fn send(&mut self, mut decoded: Decoded) -> Decoded {
        self.decoder.flush(0, &mut decoded);
        (self.way)(decoded)
    }
}
