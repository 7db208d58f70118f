//! Every question that the page can ask, for whoever has an engine with something in it: answers must come, whatever
//! the records say.

use signscope::engine::Engine;
use signscope::engine::protocol::policies::{Gap, GapTableQuestion, PolicyQuestion};
use signscope::engine::protocol::usage::{
    Calendar, EntityKey, EntityKind, OverTimeQuestion, ProfileQuestion, Scope, Split, TableQuestion, Unit, UsageColumn,
};
use signscope::engine::protocol::{
    Answer, FileQuestion, Filter, Question, Reply, Request, SummaryQuestion, ValuesOf, View,
};
use signscope::query::{Order, Test};
use signscope::schema::{Field, List};

/// More values, rows or places of one kind tell nothing new.
const ENOUGH: u32 = 50;

/// The zone that charts are asked in: one that is not whole hours from UTC.
const MINUTES_FROM_UTC: i32 = 330;

/// Asks everything of all records and of those without a date, and gives the answers.
pub fn ask_everything(engine: &mut Engine) -> Vec<Reply> {
    let mut requests = Vec::new();
    for filter in [Filter::default(), Filter::Field(Field::Date, Test::IsEmpty)] {
        let summary = SummaryQuestion { filter: filter.clone(), calendar: calendar(), unit: None };
        requests.push(Request::Summary(summary.clone()));
        requests.extend(UNITS.map(|unit| Request::Summary(SummaryQuestion { unit: Some(unit), ..summary.clone() })));
        requests.extend(values_of().map(|of| Request::Values {
            filter: filter.clone(),
            of,
            containing: String::new(),
            limit: ENOUGH,
        }));
        let scope = Scope { filter, ..Scope::everything() };
        let policies = policies(engine, &scope);
        requests.extend(questions(&scope, &policies).into_iter().map(Request::Ask));
    }
    let of_file = |file| FileQuestion { file, calendar: calendar(), problems: ENOUGH };
    requests.extend(engine.loading().files.iter().map(|report| Request::Ask(Question::File(of_file(report.file)))));
    for (extra, _) in engine.store().extras().iter().take(3) {
        let view = View {
            order: vec![Order { by: signscope::schema::Column::Extra(extra), descending: true }],
            ..View::default()
        };
        requests.push(Request::Rows {
            view,
            columns: vec![signscope::schema::Column::Extra(extra)],
            first: 0,
            count: ENOUGH,
        });
        let (filter, containing) = (Filter::Extra(extra, Test::IsEmpty), String::new());
        requests.push(Request::Values { filter, of: ValuesOf::Extra(extra), containing, limit: ENOUGH });
    }
    requests.extend(Field::all().map(|field| {
        let view = View { order: vec![Order { by: field.into(), descending: true }], ..View::default() };
        Request::Rows { view, columns: vec![field.into()], first: 0, count: ENOUGH }
    }));
    requests.iter().filter_map(|request| engine.answer(request)).collect()
}

const UNITS: [Unit; 3] = [Unit::Hour, Unit::Day, Unit::Week];

const SUBJECTS: [EntityKind; 11] = [
    EntityKind::User,
    EntityKind::Application,
    EntityKind::Resource,
    EntityKind::Device,
    EntityKind::Country,
    EntityKind::City,
    EntityKind::Address,
    EntityKind::OperatingSystem,
    EntityKind::Browser,
    EntityKind::ClientApp,
    EntityKind::ErrorCode,
];

fn calendar() -> Calendar {
    Calendar::fixed(MINUTES_FROM_UTC)
}

/// Every field, and every part of every list.
fn values_of() -> impl Iterator<Item = ValuesOf> {
    let of_list = |list: List| list.parts().map(move |part| (list, part));
    let parts = List::all().flat_map(of_list).map(|(list, part)| ValuesOf::Part { list, part, with: Vec::new() });
    Field::all().map(ValuesOf::Field).chain(parts)
}

/// The first policies there are.
fn policies(engine: &mut Engine, scope: &Scope) -> Vec<EntityKey> {
    let matrix = match engine.answer(&Request::Ask(Question::Matrix(scope.clone()))) {
        Some(Reply::Answer(answer)) => match *answer {
            Answer::Matrix(matrix) => matrix.policies,
            _ => None,
        },
        _ => None,
    };
    matrix.unwrap_or_default().into_iter().take(3).map(|row| row.policy.key).collect()
}

/// Everything that is asked about usage and policies.
fn questions(scope: &Scope, policies: &[EntityKey]) -> Vec<Question> {
    let (scope, calendar) = (|| scope.clone(), calendar());
    let mut questions = vec![
        Question::Places(scope()),
        Question::Matrix(scope()),
        Question::ReportOnlyImpacts(scope()),
        Question::Gaps(scope()),
    ];
    questions.extend(Gap::ALL.map(|gap| {
        let containing = String::new();
        Question::GapTable(GapTableQuestion {
            scope: scope(),
            gap,
            audience: None,
            containing,
            first: 0,
            count: ENOUGH,
        })
    }));
    for subject in SUBJECTS {
        let (order, containing) = (UsageColumn::SignIns, String::new());
        let (scope, descending) = (scope(), true);
        let table = TableQuestion { scope, subject, containing, order, descending, first: 0, count: ENOUGH };
        questions.extend([Question::Table(table), Question::Newest(subject)]);
    }
    for unit in [None, Some(Unit::Hour), Some(Unit::Day), Some(Unit::Week)] {
        let (calendar, limit) = (|| calendar.clone(), ENOUGH);
        let split = Split::Top { subject: EntityKind::Application, count: 3 };
        questions.push(Question::OverTime(OverTimeQuestion { scope: scope(), calendar: calendar(), unit, split }));
        questions.push(Question::Profile(ProfileQuestion { scope: scope(), calendar: calendar(), unit, limit }));
        for key in policies {
            let policy = PolicyQuestion { scope: scope(), key: key.clone(), calendar: calendar(), unit, limit };
            questions.extend([Question::Policy(policy.clone()), Question::ReportOnlyImpact(policy)]);
        }
    }
    questions
}
