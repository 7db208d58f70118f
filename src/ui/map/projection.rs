//! Where a place on Earth is on the map: the Equal Earth projection, which gives every country the area it has.

/// How wide the map is, in its own units.
pub const WIDTH: f64 = 2000.0;
/// How high it is: from the north of Greenland to the south of Chile. Antarctica is left out.
pub const HEIGHT: f64 = 880.0;

/// The northernmost line of the map is so far north of the equator, in the map's units.
const NORTH: f64 = 483.0;

/// The polynomial of the projection: B. Šavrič, T. Patterson, B. Jenny, “The Equal Earth map projection”, 2018.
const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];

/// The place on the map (to the right, and down from the top) of a place in degrees.
pub fn project(longitude: f64, latitude: f64) -> (f64, f64) {
    let half_root = 3f64.sqrt() / 2.0;
    let theta = (half_root * latitude.to_radians().sin()).asin();
    let square = theta * theta;
    let sixth = square * square * square;
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    let x = longitude.to_radians() * theta.cos() / (half_root * slope);
    let y = theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square));
    let scale = WIDTH / 2.0 * half_root * A[0] / std::f64::consts::PI;
    (WIDTH / 2.0 + x * scale, NORTH - y * scale)
}
