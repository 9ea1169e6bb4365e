<?php
// Installs WordPress, switches plugins on, and prints the accounts as JSON.
define( 'WP_INSTALLING', true );
$root = $argv[1];
$config = file_get_contents( "$root/wp-config.php" );
preg_match( "/'localhost:([^']+)'/", $config, $socket );
$database = new mysqli( 'localhost', 'root', '', '', 0, $socket[1] );
$database->query( 'CREATE DATABASE IF NOT EXISTS wordpress' );
$database->close();

require "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
add_filter( 'pre_wp_mail', '__return_true' );

wp_install( 'Harbour Books', 'keeper', 'keeper@harbour.example', true, '', 'a login password' );
wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'another one', 'role' => 'author' ) );
switch_theme( 'twentytwentythree' );
update_option(
	'active_plugins',
	array( 'akismet/akismet.php', 'harbour-badge/harbour-badge.php', 'xrds-simple/xrds-simple.php' )
);

function account( $login ) {
	$user = get_user_by( 'login', $login );
	list( $password ) = WP_Application_Passwords::create_new_application_password(
		$user->ID,
		array( 'name' => 'caretaker' )
	);
	return array(
		'username'            => $login,
		'applicationPassword' => WP_Application_Passwords::chunk_password( $password ),
	);
}

echo wp_json_encode(
	array(
		'admin'    => account( 'keeper' ),
		'author'   => account( 'writer' ),
		'php'      => PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION . '.' . PHP_RELEASE_VERSION,
		'version'  => $GLOBALS['wp_version'],
		'versions' => array(
			'akismet'            => get_plugins()['akismet/akismet.php']['Version'],
			'httpAuthentication' => get_plugins()['http-authentication/http-authentication.php']['Version'],
			'xrdsSimple'         => get_plugins()['xrds-simple/xrds-simple.php']['Version'],
			'twentytwentythree'  => wp_get_theme( 'twentytwentythree' )->get( 'Version' ),
		),
	)
);
