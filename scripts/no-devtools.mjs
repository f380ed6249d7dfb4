// Stands in the bundle for react-devtools-core, which ink imports only when DEV=true.
export default {};
