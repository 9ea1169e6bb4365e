<?php
/**
 * Plugin Name: Harbour Tools
 * Version:     1.4.0-rc1
 * Update URI:  https://agency.example/updates/harbour-tools
 */
