<?php
/* Plugin Name: Harbour Loader */
