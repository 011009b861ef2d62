export default { server: { proxy: { '/api': { target: 'http://localhost:4000', changeOrigin: true } } } };
