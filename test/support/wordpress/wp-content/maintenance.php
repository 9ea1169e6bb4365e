<?php
/*
 * Plugin Name: Harbour Maintenance Page
 * Version: 0.3
 */
