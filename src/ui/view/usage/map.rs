//! Sign-ins on the map: countries shaded by how many there are, cities as dots, and the same as tables.

use std::rc::Rc;

use yew::prelude::*;

use super::top_values::country_text;
use crate::engine::protocol::usage::{EntityKind, PlaceCount, PlaceList, Places};
use crate::ui::format::number::{count, counted};
use crate::ui::log_text::drawn;
use crate::ui::map::{HEIGHT, Outline, WIDTH, outline, outlines, project};
use crate::ui::state::Action;
use crate::ui::state::usage::{Named, chip_of};
use crate::ui::view::html_list::html_list;

/// Shades of a country besides none.
const SHADES: u32 = 5;
/// Cities drawn, those with the most sign-ins.
const DOTS: usize = 300;
/// Places in a table.
const IN_TABLE: usize = 50;

/// Props of [`MapView`].
#[derive(PartialEq, Properties)]
pub struct MapViewProps {
    /// The places.
    pub places: Rc<Places>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Sign-ins on the map.
#[component]
pub fn MapView(props: &MapViewProps) -> Html {
    let places = &*props.places;
    let is_known = !places.countries.places.is_empty() || !places.cities.places.is_empty();
    html! {
        <section class="chart map" aria-label="Places">
            <h3>{"Places"}</h3>
            <p class="dim">{summary(places)}</p>
            { html_list(is_known.then(|| drawing(props))) }
            <p class="dim">{"The place of an IP address is an estimate, and that of a phone network can be a country away."}</p>
            { html_list(is_known.then(|| html! {
                <details>
                    <summary>{"Table"}</summary>
                    <div class="cards">
                        { table(props, "Countries and regions", EntityKind::Country, &places.countries) }
                        { table(props, "Cities", EntityKind::City, &places.cities) }
                    </div>
                </details>
            })) }
        </section>
    }
}

/// What there is to see, and what is not known.
fn summary(places: &Places) -> String {
    let (countries, cities) = (&places.countries, &places.cities);
    let is_known = countries.not_in_file == 0 || !countries.places.is_empty() || countries.without > 0;
    let found = [
        counted(countries.places.len() as u64, "country or region", "countries and regions"),
        counted(cities.places.len() as u64, "city", "cities"),
    ];
    let mut text = if is_known { format!("{}.", found.join(", ")) } else { String::new() };
    if let Some(first) = countries.places.first() {
        let sign_ins = counted(first.seen.counts.total().into(), "sign-in", "sign-ins");
        text.push_str(&format!(" Most sign-ins: {}, {sign_ins}.", country_text(&first.name)));
    }
    if countries.without > 0 {
        text.push_str(&format!(" {} without a place.", counted(countries.without.into(), "sign-in", "sign-ins")));
    }
    if countries.not_in_file > 0 {
        let sign_ins = counted(countries.not_in_file.into(), "sign-in", "sign-ins");
        text.push_str(&format!(" The place is not in the file of {sign_ins}."));
    }
    text
}

fn drawing(props: &MapViewProps) -> Html {
    let countries = &props.places.countries.places;
    let highest = countries.iter().map(|place| place.seen.counts.total()).max().unwrap_or_default();
    let land = outlines().iter().filter(|outline| !outline.path.is_empty()).map(|outline| {
        let place = countries.iter().find(|place| place.name.eq_ignore_ascii_case(outline.code));
        country(props, outline, place, highest)
    });
    let islands = countries.iter().filter_map(|place| {
        let outline = outline(&place.name).filter(|outline| outline.path.is_empty())?;
        Some(dot(props, EntityKind::Country, place, outline.middle, highest))
    });
    let cities = &props.places.cities.places;
    let most = cities.iter().map(|place| place.seen.counts.total()).max().unwrap_or_default();
    let cities = cities.iter().take(DOTS).filter_map(|place| {
        let (latitude, longitude) = place.coordinates?;
        Some(dot(props, EntityKind::City, place, project(longitude, latitude), most))
    });
    html! {
        <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label="Map of sign-ins by country and city; the table has the same numbers">
            { html_list(land) }{ html_list(islands) }{ html_list(cities) }
        </svg>
    }
}

fn country(props: &MapViewProps, outline: &Outline, place: Option<&PlaceCount>, highest: u32) -> Html {
    let Some(place) = place else { return html! { <path class="land" d={outline.path} /> } };
    let shade = shade(place.seen.counts.total(), highest);
    html! {
        <path class={format!("land seen shade-{shade}")} d={outline.path} onclick={list(props, EntityKind::Country, place)}>
            <title>{place_text(&country_text(&place.name), place)}</title>
        </path>
    }
}

/// Shades go by the logarithm: one country has most of the sign-ins, and the others must still be told apart.
fn shade(total: u32, highest: u32) -> u32 {
    let share = f64::from(total).ln_1p() / f64::from(highest.max(1)).ln_1p();
    ((share * f64::from(SHADES)).ceil() as u32).clamp(1, SHADES)
}

fn dot(props: &MapViewProps, subject: EntityKind, place: &PlaceCount, (x, y): (f64, f64), most: u32) -> Html {
    let radius = 5.0 + 15.0 * (f64::from(place.seen.counts.total()) / f64::from(most.max(1))).sqrt();
    let name = if subject == EntityKind::Country { country_text(&place.name) } else { place.name.clone() };
    let class = if place.seen.counts.success == 0 { "dot failed" } else { "dot" };
    html! {
        <circle {class} cx={format!("{x:.0}")} cy={format!("{y:.0}")} r={format!("{radius:.1}")} onclick={list(props, subject, place)}>
            <title>{place_text(&name, place)}</title>
        </circle>
    }
}

fn list(props: &MapViewProps, subject: EntityKind, place: &PlaceCount) -> Callback<MouseEvent> {
    let chip = chip_of(subject, &Named { key: place.key.clone(), name: place.name.clone() });
    props.dispatch.reform(move |_: MouseEvent| Action::ShowList(vec![chip.clone()]))
}

fn place_text(name: &str, place: &PlaceCount) -> String {
    let counts = &place.seen.counts;
    let sign_ins = counted(counts.total().into(), "sign-in", "sign-ins");
    let users = counted(place.users.into(), "user", "users");
    format!("{name}: {sign_ins} of {users}, {} failed", count(counts.failure.into()))
}

fn table(props: &MapViewProps, title: &'static str, subject: EntityKind, list_of: &PlaceList) -> Html {
    let row = |place: &PlaceCount| {
        let name = if subject == EntityKind::Country { country_text(&place.name) } else { place.name.clone() };
        let counts = &place.seen.counts;
        let numbers = [counts.total(), counts.success, counts.failure, place.users];
        html! {
            <tr key={name.clone()}>
                <th scope="row"><button type="button" class="link" onclick={list(props, subject, place)}>{drawn(&name)}</button></th>
                { html_list(numbers.map(|number| html! { <td class="number">{count(number.into())}</td> })) }
            </tr>
        }
    };
    let more = list_of.places.len().saturating_sub(IN_TABLE);
    let heads =
        ["Sign-ins", "Success", "Failures", "Users"].map(|head| html! { <th scope="col" class="number">{head}</th> });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={title}>
            <table>
                <thead><tr><th scope="col">{title}</th>{ html_list(heads) }</tr></thead>
                <tbody>{ html_list(list_of.places.iter().take(IN_TABLE).map(row)) }</tbody>
            </table>
            { html_list((more > 0).then(|| html! { <p class="dim">{format!("and {} more with fewer sign-ins", count(more as u64))}</p> })) }
        </div>
    }
}
