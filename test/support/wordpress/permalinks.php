<?php
require $argv[1] . '/wp-load.php';
$GLOBALS['wp_rewrite']->set_permalink_structure( $argv[2] );
flush_rewrite_rules( false );
