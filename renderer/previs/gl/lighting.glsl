// The light that falls on a fragment, source by source; see lighting.py.
const float ON_PEOPLE = 2.1, CONTACT_REACH = 40.0;

// Share of the ambient light that furniture and walls nearby leave.
float openness(Fragment f) {
    ivec2 size = textureSize(cover, 0);
    vec2 at = f.place.xy * cover_at.x + cover_at.yz;
    if (at.x < 0.0 || at.y < 0.0 || at.x >= float(size.x - 1) || at.y >= float(size.y - 1)) {
        return 1.0;
    }
    ivec2 cell = ivec2(at);
    vec2 part = at - vec2(cell);
    float a = texelFetch(cover, cell, 0).r, b = texelFetch(cover, cell + ivec2(1, 0), 0).r;
    float c = texelFetch(cover, cell + ivec2(0, 1), 0).r, d = texelFetch(cover, cell + ivec2(1, 1), 0).r;
    float low = a + (b - a) * part.x, high = c + (d - c) * part.x;
    return 1.0 - 0.62 * clamp((low + (high - low) * part.y - f.place.z) * 1.4, 0.0, 1.0);
}

// What stands upright loses light towards the floor it stands on.
float skirting(Fragment f) {
    float high = f.place.z;
    float upright = abs(f.normal.z) < 0.5 && high >= 0.0 && high < 1.2 ? 0.3 : 0.0;
    return 1.0 - upright * decay(max(high, 0.0) * 5.0);
}

// Less ambient light where walls and ceiling meet.
float corners(Fragment f) {
    vec3 off = max(
        vec3(
            min(f.place.x - room[0], room[2] - f.place.x),
            min(f.place.y - room[1], room[3] - f.place.y),
            room[4] - f.place.z
        ),
        0.0
    );
    vec3 near = (1.0 - f.normal * f.normal) / (1.0 + 6.0 * off * off);
    return 1.0 - 0.3 * min(near.x + near.y + near.z, 1.6);
}

// Darkness where bodies touch.
float contact(Fragment f) {
    float open = 1.0;
    for (int i = 0; i < contact_count; i++) {
        vec4 ball = texelFetch(contacts, place_of(i), 0);
        float radius = ball.w * ball.w;
        vec3 way = ball.xyz - f.place;
        float square = max(dot(way, way), 1e-5);
        float toward = max(dot(f.normal, way) / sqrt(square), 0.0);
        float near = min(radius / square, 1.0) * max(1.0 - square / (radius * CONTACT_REACH), 0.0);
        open *= 1.0 - max(0.85 * toward * near - 0.002, 0.0);
    }
    return open;
}

// Ambient light from above and below; on people also the camera's fill and a soft rim.
vec3 from_sky_and_ground(Fragment f) {
    float open = openness(f) * skirting(f) * contact(f);
    if (room[4] > 0.0) {
        open *= corners(f);
    }
    float upward = f.normal.z * 0.5, facing = max(f.facing, 0.0), edge = 1.0 - facing;
    float rim = edge * edge * edge * 0.35 * f.person;
    float front = (0.35 + 0.65 * facing) * f.person;
    return hues[ABOVE] * ((0.5 + upward) * open + rim) + hues[BELOW] * ((0.5 - upward) * open) + hues[FILL] * front;
}

float lies_open(ivec2 cell, float height) {
    return texelFetch(chart, cell, 0).r <= height ? 1.0 : 0.0;
}

// What the shadow leaves of the key: five taps decide, and only in a penumbra sixteen are weighed.
float unshadowed(Fragment f) {
    ivec2 size = textureSize(chart, 0);
    vec4 at = vec4(f.place + f.normal * (1.6 * numbers[CELL]), 1.0);
    float c = dot(chart_axes[0], at), r = dot(chart_axes[1], at), height = dot(chart_axes[2], at) + 0.004;
    if (!(c > 2.0 && r > 2.0 && c < float(size.x - 3) && r < float(size.y - 3))) {
        return 1.0;
    }
    ivec2 cell = ivec2(int(c), int(r));
    float inner = lies_open(cell, height);
    float outer = lies_open(cell + ivec2(-1, -1), height) + lies_open(cell + ivec2(2, -1), height)
        + lies_open(cell + ivec2(-1, 2), height) + lies_open(cell + ivec2(2, 2), height);
    if (inner == 0.0 && outer == 0.0) {
        return 0.0;
    }
    if (inner == 1.0 && outer == 4.0) {
        return 1.0;
    }
    float u = c - float(cell.x), v = r - float(cell.y), total = 0.0;
    for (int m = 0; m < 4; m++) {
        float weight = m == 0 ? 1.0 - v : m == 3 ? v : 1.0;
        ivec2 low = cell + ivec2(0, m - 1);
        total += weight * ((1.0 - u) * lies_open(low + ivec2(-1, 0), height) + lies_open(low, height)
            + lies_open(low + ivec2(1, 0), height) + u * lies_open(low + ivec2(2, 0), height));
    }
    return total / 9.0;
}

// The key with its shadow, stronger towards the windows of a room.
vec3 from_the_key(Fragment f) {
    float way = max(dot(f.normal, to_key), 0.0);
    if (way <= 0.0) {
        return vec3(0.0);
    }
    float level = clamp(slope.x + slope.y * f.place.x + slope.z * f.place.y, 0.45, 1.35);
    return hues[KEY] * (way * unshadowed(f) * level);
}

// Sun through the windows of a room: the ray to the sun leaves through a pane or it does not.
vec3 from_sun(Fragment f) {
    float straight = dot(f.normal, to_sun);
    vec3 light = vec3(0.0);
    if (straight <= 0.0) {
        return light;
    }
    for (int i = 0; i < portal_count; i++) {
        vec4 a = texelFetch(portals, place_of(3 * i), 0), b = texelFetch(portals, place_of(3 * i + 1), 0);
        vec3 corner = a.xyz;
        vec2 across = vec2(a.w, b.x), size = texelFetch(portals, place_of(3 * i + 2), 0).yz;
        vec2 normal = vec2(across.y, -across.x);
        float lean = dot(normal, to_sun.xy);
        if (lean < 1e-3) {
            continue;
        }
        float t = dot(corner.xy - f.place.xy, normal) / lean;
        if (t <= 0.0) {
            continue;
        }
        float u = dot(f.place.xy + to_sun.xy * t - corner.xy, across);
        float v = f.place.z + to_sun.z * t - corner.z;
        float soft = 1.0 / (0.02 + t * 0.012);
        float inside = min(min(u, size.x - u), min(v, size.y - v)) * soft + 0.5;
        if (inside > 0.0) {
            float bar = min(abs(u - size.x * 0.5), abs(v - size.y * 0.55)) - 0.025;
            light += hues[SUN] * (straight * min(inside, 1.0) * clamp(bar * soft + 0.5, 0.15, 1.0));
        }
    }
    return light;
}

// The practicals: soft points whose light falls off with the square of the distance beyond their reach.
vec3 from_lamps(Fragment f) {
    vec3 light = vec3(0.0);
    for (int i = 0; i < point_count; i++) {
        vec4 lamp = texelFetch(points, place_of(2 * i), 0), rest = texelFetch(points, place_of(2 * i + 1), 0);
        float reach = rest.z * rest.z;
        vec3 way = lamp.xyz - f.place;
        float square = dot(way, way) + 1e-4;
        float toward = dot(f.normal, way) / sqrt(square);
        float fall = reach / (reach + square * 2.2) * max(1.0 - square / (reach * 36.0), 0.0);
        float soft = max(toward * 0.75 + 0.25, 0.0) * fall * (1.0 + (ON_PEOPLE - 1.0) * f.person);
        light += vec3(lamp.w, rest.xy) * soft;
    }
    return light;
}
