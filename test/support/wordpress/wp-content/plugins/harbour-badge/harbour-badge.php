<?php
/**
 * Plugin Name: Harbour Badge
 * Description: A badge on every page, as plugins do that load a style of their own.
 * Version:     2.3.1
 * Author:      Harbour Books
 */
add_action(
	'wp_enqueue_scripts',
	static function () {
		wp_enqueue_style( 'harbour-badge', plugins_url( 'badge.css', __FILE__ ), array(), '2.3.1' );
	}
);
