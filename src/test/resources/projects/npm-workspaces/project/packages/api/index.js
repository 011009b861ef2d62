require('express')().listen(5001);
