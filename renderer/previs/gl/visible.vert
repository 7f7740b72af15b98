// A vertex of the scene on the grid of samples: row 0 is the picture's top, and a sample's middle is a texel's middle.
uniform sampler2D vertices;
uniform vec3 position;
uniform vec3 right;
uniform vec3 up;
uniform vec3 forward;
uniform vec4 lens;
uniform vec2 grid;
uniform float near;

void main() {
    vec3 away = texelFetch(vertices, place_of(gl_VertexID), 0).xyz - position;
    vec3 seen = vec3(dot(away, right), dot(away, up), dot(away, forward));
    vec2 middle = 2.0 * (lens.zw + 0.5) - grid;
    // What is nearer than the near plane gets a depth beyond the far one, which the clipping takes away exactly there.
    gl_Position = vec4(
        (2.0 * lens.x * seen.x + middle.x * seen.z) / grid.x,
        (middle.y * seen.z - 2.0 * lens.y * seen.y) / grid.y,
        2.0 * near - seen.z,
        seen.z
    );
}
