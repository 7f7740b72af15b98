// A vertex in the key's shadow chart: a cell's middle is a texel's middle.
uniform sampler2D vertices;
uniform vec4 chart_axes[3];
uniform float cells;

out float height;

void main() {
    vec4 at = vec4(texelFetch(vertices, place_of(gl_VertexID), 0).xyz, 1.0);
    vec2 cell = vec2(dot(chart_axes[0], at), dot(chart_axes[1], at));
    height = dot(chart_axes[2], at);
    gl_Position = vec4(2.0 * (cell + 0.5) / cells - 1.0, 0.0, 1.0);
}
